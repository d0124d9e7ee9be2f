import { quote } from "../faults";
import { checkText } from "../text";
import type { Check } from "./declare";

/** A text of one form: its check, and its pattern for editors. */
export function formed(form: RegExp, what: string, remedy: string): { check: Check; pattern: string } {
    const check: Check = (path, value) =>
        checkText(path, value, (given) =>
            form.test(given) ? undefined : { reason: `${quote(given)} is not ${what}`, remedy },
        );
    return { check, pattern: form.source };
}
