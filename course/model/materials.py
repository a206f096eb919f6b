"""The addresses of a course: materials of entries and assignments, and links that pages use."""

from typing import Annotated, Any, Self

from pydantic import Discriminator, Tag, model_validator

from course.model import values as v
from course.model.base import SHAPE, Model, field, several
from course.model.when import AnyWhen
from course.problems import Mistake


class Material(Model):
    """One address with what is known of it; the address alone may stand instead of lines of `key: value`."""

    url: v.Target | None = field(
        "An address, a page or a file in `docs/`, `same as c07.worksheet`, or `TBA`.", "https://example.org/1.pdf", None
    )
    formats: dict[str, v.Target] = field("Several addresses of the same, by format.", "{PDF: 1.pdf, source: 1.tex}", {})
    title: v.Text | None = field("Title, where the kind of material does not say enough.", "Part 1", None)
    by: v.Text | None = field("Who wrote it.", "Jonathan Ho et al.", None)
    language: v.Language | None = field("Its language, where it is not the course's.", "ko", None)
    access: v.Text | None = field("Who can open it.", "students only", None)
    note: v.Text | None = field("Something to know about it.", "from minute 3 on", None)
    sections: several(v.SectionId) = field("Only for these sections.", "[B]", ())
    released: AnyWhen | None = field(
        "When it comes out: a [date](#dates); until then it is not in the site.", "1 day after lec05", None
    )
    draft: v.Flag = field("Held back: nothing of it is in the site.", "yes", False)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _said(self) -> Self:
        if self.url is None and not self.formats:
            raise Mistake("contradiction", "has no address; write `url: https://...`, or `formats` with several")
        if self.url is not None and self.formats:
            raise Mistake("contradiction", "has both `url` and `formats`; delete one of the two")
        return self

    @property
    def address(self) -> str:
        """The address, or the first of several."""
        return self.url or next(iter(self.formats.values()))


def _kind_of_link(value: Any) -> str:
    if isinstance(value, dict):
        return "material" if value.keys() & {"url", "formats"} else "materials"
    return "address" if isinstance(value, str | Material) else "materials"


Link = Annotated[
    Annotated[Material, Tag(f"{SHAPE}address")]
    | Annotated[Material, Tag(f"{SHAPE}material")]
    | Annotated[dict[v.Id, several(Material)], Tag(f"{SHAPE}materials")],
    Discriminator(lambda value: f"{SHAPE}{_kind_of_link(value)}"),
]
"""An address, an address with what is known of it, or the materials of one entry or assignment by their kinds."""
