import { flag, type Inputs, list, number, set, text } from "../../host/spec";
import type { Properties } from "../../host/values";

const names: Record<string, string> = {
    daysOfWeeks: "daysOfWeek",
    hoursOfDays: "hoursOfDay",
    weeksOfMonths: "weeksOfMonth",
};

export const maintenanceWindowFields: Inputs = {
    customActionTimeoutInMins: number({ required: true }),
    daysOfWeeks: list({ computed: true, unordered: true, element: { name: text({ required: true }) } }),
    hoursOfDays: set({ computed: true }),
    isCustomActionTimeoutEnabled: flag({ required: true }),
    leadTimeInWeeks: number({ computed: true }),
    months: list({ computed: true, unordered: true, element: { name: text({ required: true }) } }),
    patchingMode: text({ required: true }),
    preference: text({ required: true }),
    weeksOfMonths: set({ computed: true }),
};

export function toWire(window: Properties): Properties {
    const entries = Object.entries(window).filter(([, value]) => value !== undefined && value !== null);
    return Object.fromEntries(entries.map(([name, value]) => [names[name] ?? name, value]));
}

/** Lists that are not set are empty, as the plugin shows them. */
export function fromWire(window: Properties): Properties {
    const result: Properties = { months: window.months ?? [], leadTimeInWeeks: window.leadTimeInWeeks ?? 0 };
    for (const name of Object.keys(maintenanceWindowFields)) {
        const wire = names[name] ?? name;
        if (window[wire] !== undefined) result[name] = window[wire];
        else if (name in names) result[name] = [];
    }
    return result;
}
