// Reads calendar files as Thunderbird does, with the time zones that they bring along, and prints them as JSON.
import { readFileSync } from "node:fs"
import ICAL from "ical.js"

const told = (property) => {
  const time = property?.getFirstValue()
  return time ? (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString()) : null
}

const read = (path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf-8")))
  ICAL.TimezoneService.reset()
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone))
  return calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: event.getFirstPropertyValue("uid"),
    start: told(event.getFirstProperty("dtstart")),
    end: told(event.getFirstProperty("dtend")),
    alarms: event.getAllSubcomponents("valarm").map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
  }))
}

const paths = readFileSync(0, "utf-8").split("\n").filter(Boolean)
console.log(JSON.stringify(Object.fromEntries(paths.map((path) => [path, read(path)]))))
