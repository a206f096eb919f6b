/* What only the reader's browser knows: the time, the zone, what to show. Without it, pages show all, as of the build. */

globalThis.course = (() => {
  const { src, dataset } = document.currentScript;
  const { zone, language, hours, yours } = dataset;
  const DAY = 864e5;
  const TIMED = { hour: "numeric", minute: "2-digit", ...(hours && { hourCycle: hours === "24" ? "h23" : "h12" }) };

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const at = (text) => Date.parse(text);
  const from = (item) => at(item.dataset.from);
  const until = (item) => at(item.dataset.until);
  const inDays = (item) => "days" in item.dataset;
  const isOff = (item) => item.dataset.status === "cancelled";
  const clock = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone: zone });
  const there = (moment) => clock.format(moment); // year-month-day hour:minute
  const here = (moment) => new Date(moment - 6e4 * new Date(moment).getTimezoneOffset()).toISOString().replace("T", " ");
  const dayThere = (moment) => there(moment).slice(0, 10);
  const dayHere = (moment) => here(moment).slice(0, 10);
  const formats = {};
  const own = (moment, weekday) =>
    (formats[weekday] ??= new Intl.DateTimeFormat(language, { ...TIMED, weekday })).format(moment);

  /* How long until a moment: minutes, hours, or days as the course's calendar counts them. */
  function left(moment, wholeDays) {
    const relative = (formats.left ??= new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
    const ahead = moment - Date.now();
    const days = (at(dayThere(moment)) - at(dayThere(Date.now()))) / DAY;
    if (wholeDays || (days && ahead > DAY / 2)) return relative.format(days, "day");
    const minutes = Math.ceil(ahead / 6e4);
    return minutes < 120 ? relative.format(minutes, "minute") : relative.format(Math.floor(minutes / 60), "hour");
  }

  /* Times by the reader's own clock; nothing where it agrees with the course's. */
  function ownTimes(start, end) {
    if (there(start) === here(start).slice(0, 16)) return "";
    const told = (moment, day) => own(moment, day === dayHere(moment) ? undefined : "short");
    return yours.replace("{time}", told(start, dayThere(start)) + (end ? `–${told(end, dayHere(start))}` : ""));
  }

  function tellOwnTimes() {
    for (const told of all(":is(.local time[datetime*=T]:not(s time), .event[data-start*=T]):not([data-own])")) {
      const { start = told.dateTime, end } = told.dataset;
      const text = ownTimes(at(start), end && at(end));
      const line = told.matches("time") ? told.parentElement : told;
      if (text) line.insertBefore(made("span", "yours", text), line.querySelector(".next__left"));
      told.dataset.own = text;
    }
  }

  function made(name, className = "", textContent = "") {
    return Object.assign(document.createElement(name), { className, textContent });
  }

  function tellNext() {
    const box = document.querySelector(".next");
    if (!box) return;
    const now = Date.now();
    const [classes, dues, last, office] = all(".next__part", box);
    const section = all("[data-sections]", box).some((item) => isFor(item, shown.section)) ? shown.section : "";
    const items = (part) => all("li[data-until]", part).filter((item) => isFor(item, section));
    const isOpen = (item) => until(item) > now;
    const over = now >= at(box.dataset.last);
    for (const item of all("li[data-from], :not(.next__part--last) > ul > li[data-until]", box)) item.hidden = true;

    const ahead = items(classes).filter(isOpen);
    const current = ahead.filter((item) => from(item) <= now);
    const isOn = current.some((item) => !inDays(item) && !isOff(item));
    const isToday = (item) => dayThere(from(item)) === dayThere(now);
    const next = nextOf(ahead.filter((item) => from(item) > now)).filter((item) => !isOn || isToday(item));
    for (const item of [...current, ...next]) {
      tellLeft(item, from(item) > now && !isOff(item) ? left(from(item), inDays(item)) : "");
    }
    for (const pause of all(".next__pause", classes)) pause.hidden = now < from(pause) || !isOpen(pause);
    const label = classes.querySelector(".next__label");
    label.textContent = label.dataset[isOn ? "now" : now < at(box.dataset.first) ? "first" : "next"];
    const none = classes.querySelector(".next__none");
    none.textContent = none.dataset[over ? "over" : "none"];
    none.hidden = ahead.length > 0;

    const told = new Set([...current, ...next].map(from)); // a test that is the next class is told there
    const owed = items(dues).filter((item) => isOpen(item) && !("event" in item.dataset && told.has(until(item))));
    for (const item of owed.slice(0, 2)) {
      item.classList.toggle("is-soon", until(item) - now < 2 * DAY);
      tellLeft(item, left(until(item) - inDays(item), inDays(item)));
    }
    dues.querySelector(".next__none").hidden = owed.length > 0;
    const met = office ? items(office).filter(isOpen) : [];
    for (const item of met.slice(0, 2)) {
      tellLeft(item, isOff(item) ? "" : from(item) > now ? left(from(item)) : office.firstElementChild.dataset.now);
    }
    if (office) office.hidden = !met.length;

    const past = [...items(last), ...items(classes)].filter((item) => !isOpen(item) && item.querySelector("a.material"));
    const latest = past.pop();
    if (latest && last.dataset.of !== latest.dataset.until) {
      last.dataset.of = latest.dataset.until;
      (last.querySelector("ul") ?? last.appendChild(made("ul"))).replaceChildren(latest.cloneNode(true));
    }
    for (const item of items(last)) tellLeft(item, "");
    label.hidden = dues.hidden = over;
    last.hidden = over || !latest;
  }

  function tellLeft(item, text) {
    item.hidden = false;
    if (!item.querySelector(".next__left")) item.querySelector(".next__when").append(" ", made("span", "next__left"));
    item.querySelector(".next__left").textContent = text;
  }

  /* The next class, or within a week that of each section; behind a cancelled one, another. */
  function nextOf(ahead) {
    const seen = new Set();
    const first = ahead.find((item) => !isOff(item));
    const near = ahead.filter((item) => !first || from(item) < from(first) + 7 * DAY);
    return near.filter((item) => {
      const { sections } = item.dataset;
      const isNew = !seen.has(sections) && !seen.has(undefined);
      if (!isOff(item)) seen.add(sections);
      return isNew;
    });
  }

  function tellToday() {
    const today = dayThere(Date.now());
    for (const element of all("[data-day]")) {
      const { day, lastDay = day } = element.dataset;
      const isNow = day <= today && today <= lastDay;
      element.classList.toggle("is-past", lastDay < today);
      element.classList.toggle("is-now", isNow);
      element.ariaCurrent = isNow ? "date" : null;
    }
    for (const { dataset, classList } of all(".event[data-end*=T]")) {
      const isBegun = at(dataset.start) <= Date.now();
      const isOver = at(dataset.end) <= Date.now();
      classList.toggle("is-past", isOver);
      classList.toggle("is-on", isBegun && !isOver);
    }
    const weeks = all(".timetable [data-last-day], .timetable .programme");
    const week = weeks.find((element) => !element.matches(".is-past"));
    const link = document.querySelector(".timetable__today");
    if (!link) return;
    link.hidden = !week || weeks[0].dataset.day > today;
    const mark = made("span", "today", week?.matches(".is-now[data-last-day]") ? link.dataset.label : "");
    document.querySelector("span.today")?.remove();
    if (link.hidden) return;
    document.getElementById("today")?.removeAttribute("id");
    mark.id = "today";
    (week.querySelector("th, .group__title, caption") ?? week).append(" ", mark);
  }

  /* What is shown, by the address, else as it was the last time. */
  const shown = { kinds: new Set(), section: "" };
  read(new URLSearchParams(location.search)) || read(new URLSearchParams(remembered()));

  function read(said) {
    shown.kinds = new Set((said.get("kind") ?? "").split(",").filter(Boolean));
    shown.section = said.get("section") ?? "";
    return said.has("kind") || said.has("section");
  }

  function remembered() {
    try {
      return localStorage.getItem(src) ?? "";
    } catch {
      return "";
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
      const isOn = kind ? kinds.includes(kind) : kind === "" ? !kinds.length : name === section;
      button.setAttribute("aria-pressed", isOn);
    }
    for (const form of all(".filter")) form.hidden = false;
    for (const status of all(".filter__count")) {
      const left = items.filter((item) => !item.hidden).length;
      const text = status.dataset.text.replace("{shown}", left).replace("{total}", items.length);
      const said = left < items.length ? text : "";
      if (status.textContent !== said) status.textContent = said;
    }
  }

  function choose({ kind, section }) {
    if (section !== undefined) shown.section = section;
    else if (!kind) shown.kinds.clear();
    else if (!shown.kinds.delete(kind)) shown.kinds.add(kind);
    const said = new URLSearchParams();
    if (shown.kinds.size) said.set("kind", [...shown.kinds].join(","));
    if (shown.section) said.set("section", shown.section);
    const query = `${said}`.replaceAll("%2C", ",");
    try {
      history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
      localStorage.setItem(src, query);
    } catch {
      // a page opened from a disk, or a browser that keeps nothing
    }
    update();
  }

  /* What the address names is shown, even if filtered out. */
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.closest(".timetable") && !target.getClientRects().length) {
      shown.kinds.clear();
      choose({ section: "" });
    }
    target?.scrollIntoView();
  }

  function update() {
    filter();
    tellNext();
    tellToday();
    tellOwnTimes();
    for (const link of all(".join[data-until]")) link.hidden = Date.now() >= at(link.dataset.until);
    for (const button of all("button[data-copy]")) button.hidden = !navigator.clipboard;
  }

  /* The theme's menu on a small screen, by keyboard. */
  const drawer = () => document.getElementById("__drawer");

  function openMenus() {
    const menu = document.querySelector(".md-sidebar--primary");
    const button = Object.assign(made("button", "visually-hidden"), { ariaLabel: menu.querySelector("nav").ariaLabel });
    button.addEventListener("click", () => drawer().click());
    document.querySelector(".md-header [for=__drawer]").before(button);
    for (const label of all("label[for]", menu)) label.tabIndex = 0;
    drawer().addEventListener("change", () => (drawer().checked ? menu.querySelector("a") : button).focus());
  }

  /* The theme fetches the worker and the index of its search with every page; here both wait until somebody turns to the
     search. Should it do so in another way one day, they are fetched at once again. */
  if (location.protocol !== "file:") {
    const turned = new Promise((go) => {
      addEventListener("focusin", ({ target }) => target.closest(".md-search") && go());
      if (new URLSearchParams(location.search).has("h")) go();
    });
    const { Worker } = globalThis;
    const { open, send } = XMLHttpRequest.prototype;
    globalThis.Worker = class extends EventTarget {
      constructor(url, options) {
        if (!/workers\/search\./.test(url)) return new Worker(url, options);
        super();
        this.real = turned.then(() => new Worker(url));
        this.real.then((real) => {
          real.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
        });
      }

      postMessage(message) {
        this.real.then((real) => real.postMessage(message));
      }
    };
    XMLHttpRequest.prototype.open = function (method, url, ...rest) {
      this.waits = String(url).endsWith("search_index.json");
      open.call(this, method, url, ...rest);
    };
    XMLHttpRequest.prototype.send = function (...body) {
      if (this.waits) turned.then(() => send.apply(this, body));
      else send.apply(this, body);
    };
  }
  addEventListener("click", (event) => {
    const { target } = event;
    for (const menu of all("details.more[open]")) if (!menu.contains(target)) menu.open = false;
    const button = target.closest(".filter button");
    if (button) choose(button.dataset);
    const link = target.closest("[data-copy]");
    if (link && navigator.clipboard) {
      event.preventDefault();
      const { href } = new URL(link.dataset.copy, location.href.split(/[?#]/)[0]);
      navigator.clipboard.writeText(href).then(() => (link.textContent = link.dataset.done));
    }
  });
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const menu = document.querySelector("details.more[open]");
    if (key === " " && target.matches("label")) {
      event.preventDefault();
      target.click();
    }
    if (key !== "Escape") return;
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (drawer().checked) drawer().click();
  });
  addEventListener("hashchange", reveal);
  document.addEventListener("DOMContentLoaded", () => {
    update();
    if (location.hash) reveal();
    openMenus();
  });
  setInterval(update, 2e4);
  return { update };
})();
