/* What only the reader's browser knows: the time, the reader's zone, and what the reader wants to see. Without it, pages
   show everything, as of the build. `course.update()` may be called at any time, while a page loads and later. */

globalThis.course = (() => {
  const { zone, language, hours, yours } = document.currentScript.dataset;
  const home = new URL("..", document.currentScript.src).pathname;
  const DAY = 864e5;
  const TIMED = { hour: "numeric", minute: "2-digit", ...(hours && { hourCycle: hours === "24" ? "h23" : "h12" }) };

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const at = (text) => Date.parse(text);
  const formats = {};
  const format = (name, locale, options) => (formats[name] ??= new Intl.DateTimeFormat(locale, options));
  const dayThere = (moment) => format("there", "sv-SE", { timeZone: zone }).format(moment); // year-month-day
  const dayHere = (moment) => format("here", "sv-SE").format(moment);
  const clockThere = (moment) => format("clock there", "sv-SE", { ...TIMED, timeZone: zone }).format(moment);
  const clockHere = (moment) => format("clock here", "sv-SE", TIMED).format(moment);

  /* How long until a moment, in the page's language: minutes, hours, or days as the course's calendar counts them. */
  function left(moment, inDays) {
    const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    const ahead = moment - Date.now();
    if (inDays || ahead >= DAY) {
      return relative.format((at(dayThere(moment)) - at(dayThere(Date.now()))) / DAY, "day");
    }
    const minutes = Math.ceil(ahead / 6e4);
    return minutes < 60 ? relative.format(minutes, "minute") : relative.format(Math.floor(ahead / 36e5), "hour");
  }

  /* A moment of the course, or all from it to `end`, by the reader's own clock; nothing where both clocks agree. */
  function own(start, end) {
    if (dayThere(start) === dayHere(start) && clockThere(start) === clockHere(start)) return "";
    const told = (moment, day) =>
      (day === dayHere(moment)
        ? format("own", language, TIMED)
        : format("own day", language, { ...TIMED, weekday: "short" })
      ).format(moment);
    return yours.replace("{time}", told(start, dayThere(start)) + (end ? `–${told(end, dayHere(start))}` : ""));
  }

  function tellOwnTimes() {
    for (const time of all('.local time[datetime*="T"]:not([data-told], s time)')) {
      time.dataset.told = "";
      const text = own(at(time.dateTime), time.dataset.end && at(time.dataset.end));
      const line = time.parentElement;
      if (text) line.insertBefore(made("span", "yours", `${text} `), line.querySelector(".next__left"));
    }
    for (const event of all('.event[data-start*="T"]:not([data-told])')) {
      event.dataset.told = "";
      const text = own(at(event.dataset.start), event.dataset.end && at(event.dataset.end));
      if (text) event.append(made("p", "event__note yours", text));
    }
  }

  function made(name, className = "", textContent = "") {
    return Object.assign(document.createElement(name), { className, textContent });
  }

  /* --- the box of what comes next --- */

  function tellNext() {
    const box = document.querySelector(".next");
    if (!box?.dataset.last) return;
    const now = Date.now();
    const [classes, dues, last] = all(".next__part", box);
    const mine = (item) => isFor(item, shown.section);
    const over = now >= at(box.dataset.last);

    const held = all("li[data-until]", classes);
    const open = held.filter((item) => mine(item) && at(item.dataset.until) > now);
    const current = open.filter((item) => at(item.dataset.from) <= now);
    const going = current.some((item) => !("days" in item.dataset));
    const chosen = new Set([...current, ...(going ? [] : nextOf(open, now))]);
    for (const item of held) {
      item.hidden = !chosen.has(item);
      tellLeft(item, at(item.dataset.from) > now ? left(at(item.dataset.from), "days" in item.dataset) : "");
    }
    for (const pause of all(".next__pause", classes)) {
      pause.hidden = now < at(pause.dataset.from) || now >= at(pause.dataset.until);
    }
    const label = classes.querySelector(".next__label");
    label.textContent = label.dataset[going ? "now" : now < at(box.dataset.first) ? "first" : "next"];
    label.hidden = over;
    const none = classes.querySelector(".next__none");
    none.hidden = chosen.size > 0;
    none.textContent = none.dataset[over ? "over" : "none"];

    const owed = all("li[data-until]", dues).filter((item) => {
      item.hidden = true;
      return mine(item) && at(item.dataset.until) > now;
    });
    for (const item of owed.slice(0, 2)) {
      const until = at(item.dataset.until);
      const inDays = "days" in item.dataset;
      item.hidden = false;
      item.classList.toggle("is-soon", until - now < 2 * DAY);
      tellLeft(item, left(inDays ? until - 1 : until, inDays));
    }
    dues.querySelector(".next__none").hidden = owed.length > 0;

    const past = [...held, ...all("li[data-until]", last)].filter((item) => mine(item) && at(item.dataset.until) <= now);
    const latest = past.filter((item) => item.querySelector("a.material")).pop();
    const isIn = latest?.parentElement.parentElement === last;
    if (latest && !isIn) {
      const copy = latest.cloneNode(true);
      copy.hidden = false;
      (last.querySelector("ul") ?? last.appendChild(made("ul"))).replaceChildren(copy);
    }
    dues.hidden = over;
    last.hidden = over || !latest;
  }

  function tellLeft(item, text) {
    if (!item.querySelector(".next__left")) item.querySelector(".next__when").append(" ", made("span", "next__left"));
    item.querySelector(".next__left").textContent = text;
  }

  /* The next class, or that of each section where the reader has chosen none, within a week. */
  function nextOf(open, now) {
    const ahead = open.filter((item) => at(item.dataset.from) > now);
    const seen = new Set();
    const near = ahead.filter((item) => at(item.dataset.from) < at(ahead[0].dataset.from) + 7 * DAY);
    return near.filter((item) => {
      const isNew = !seen.has(item.dataset.sections) && !(seen.has(undefined) && seen.size === 1);
      if (item.dataset.status !== "cancelled") seen.add(item.dataset.sections);
      return isNew;
    });
  }

  /* --- the schedule --- */

  function tellToday() {
    const today = dayThere(Date.now());
    for (const element of all("[data-day]")) {
      const { day, lastDay = day } = element.dataset;
      const isNow = day <= today && today <= lastDay;
      element.classList.toggle("is-past", lastDay < today);
      element.classList.toggle("is-now", isNow);
      if (isNow) element.setAttribute("aria-current", "date");
      else element.removeAttribute("aria-current");
    }
    const weeks = all(".timetable [data-last-day], .timetable section[data-day]");
    const week = weeks.find((element) => !element.classList.contains("is-past"));
    const begun = weeks[0]?.dataset.day <= today;
    const bar = document.getElementById("today");
    if (bar && begun && week && !week.contains(bar)) {
      if (bar.className === "today") bar.remove();
      else bar.removeAttribute("id"); // it stood above the schedule for those without scripts
      const mark = made("span", "today", document.querySelector(".timetable__today").dataset.label);
      week.querySelector("th, .group__title, caption").append(" ", Object.assign(mark, { id: "today" }));
    }
    for (const link of all(".timetable__today")) link.hidden = !week || !begun;
  }

  /* What is shown: kinds and a section, from the address, else as it was the last time. */
  const shown = { kinds: new Set(), section: "" };
  read(new URLSearchParams(location.search)) || read(new URLSearchParams(remembered()));

  function read(said) {
    shown.kinds = new Set((said.get("kind") ?? "").split(",").filter(Boolean));
    shown.section = said.get("section") ?? "";
    return said.has("kind") || said.has("section");
  }

  function remembered() {
    try {
      return localStorage.getItem(`${home}.shown`) ?? "";
    } catch {
      return ""; // the browser keeps nothing
    }
  }

  function keep() {
    const said = new URLSearchParams();
    if (shown.kinds.size) said.set("kind", [...shown.kinds].join(","));
    if (shown.section) said.set("section", shown.section);
    const query = `${said}`.replaceAll("%2C", ",");
    try {
      localStorage.setItem(`${home}.shown`, query);
      history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    } catch {
      // a browser that keeps nothing, or a page opened from a disk
    }
  }

  function isFor(element, section) {
    const { sections } = element.dataset;
    return !section || !sections || sections.split(" ").includes(section);
  }

  function filter() {
    const buttons = all(".filter button");
    const offered = (name) => buttons.map((button) => button.dataset[name]).filter(Boolean);
    const kinds = [...shown.kinds].filter((kind) => offered("kind").includes(kind));
    const section = offered("section").includes(shown.section) ? shown.section : "";
    const items = all(".timetable :is(.event, .mark)");
    for (const item of items) {
      const kind = item.dataset.mark ? "due" : item.dataset.kind;
      item.hidden = (kinds.length > 0 && !kinds.includes(kind)) || !isFor(item, section);
    }
    for (const item of all(".dates__item, .agenda__dates > li")) item.hidden = !isFor(item, section);
    for (const part of all(".timetable")) part.classList.toggle("is-filtered", kinds.length > 0 || section !== "");
    for (const button of buttons) {
      const { kind, section: name } = button.dataset;
      const isOn = kind === undefined ? name === section : kind ? kinds.includes(kind) : !kinds.length;
      button.setAttribute("aria-pressed", isOn);
    }
    for (const form of all(".filter")) {
      const status = form.querySelector(".filter__count");
      const visible = items.filter((item) => !item.hidden).length;
      const text = status.dataset.text.replace("{shown}", visible).replace("{total}", items.length);
      form.hidden = false;
      status.textContent = visible < items.length ? text : "";
    }
  }

  function choose({ kind, section }) {
    if (section !== undefined) shown.section = section;
    else if (!kind) shown.kinds.clear();
    else if (!shown.kinds.delete(kind)) shown.kinds.add(kind);
    keep();
    update();
  }

  /* What an address names is shown, whatever has been filtered out. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]") || !target.getClientRects().length) {
      shown.kinds.clear();
      shown.section = "";
      keep();
      update();
    }
    target.scrollIntoView();
  }

  /* --- all pages --- */

  function update() {
    filter();
    tellNext();
    tellToday();
    tellOwnTimes();
    for (const link of all(".join[data-until]")) link.hidden = Date.now() >= at(link.dataset.until);
    for (const button of all("button[data-copy]")) button.hidden = false;
  }

  async function copy(element) {
    await navigator.clipboard.writeText(new URL(element.dataset.copy, location.origin + location.pathname).href);
    element.dataset.text ??= element.textContent;
    element.textContent = element.dataset.done;
    setTimeout(() => (element.textContent = element.dataset.text), 2e3);
  }

  addEventListener("click", (event) => {
    const { target } = event;
    for (const menu of all("details.more[open]")) if (!menu.contains(target)) menu.open = false;
    const button = target.closest(".filter button");
    if (button) choose(button.dataset);
    const copied = target.closest("[data-copy]");
    if (copied && navigator.clipboard) {
      event.preventDefault();
      copy(copied);
    }
  });
  addEventListener("keydown", ({ key }) => {
    const menu = key === "Escape" && document.querySelector("details.more[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("hashchange", reveal);
  document.addEventListener("DOMContentLoaded", () => {
    update();
    if (location.hash) reveal();
  });
  document.addEventListener("visibilitychange", update);
  setInterval(update, 2e4);
  return { update };
})();
