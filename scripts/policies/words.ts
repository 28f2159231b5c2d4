import type { Violation } from "../../policies/rules";
import { type Line, type Page, type Piece, type Section, part, say } from "../review/phrase";

/** Violations as sections: what a site is refused for, and what is only told. */
export function policySections(violations: readonly Violation[]): Section[] {
    const [refused, told] = (["mandatory", "advisory"] as const).map((wanted) =>
        violations.filter(({ level }) => level === wanted),
    ) as [Violation[], Violation[]];
    return [
        ...(refused.length === 0
            ? []
            : [
                  {
                      title: say`Against the rules of the house: the site is refused`,
                      lines: refused.map(line("danger")),
                  },
              ]),
        ...(told.length === 0 ? [] : [{ title: say`Against advice of the house`, lines: told.map(line("changed")) }]),
    ];
}

/** A report with the violations of its site in front. Images that are only advised to be pinned it names by itself. */
export function withViolations({ title, groups }: Page, violations: readonly Violation[]): Page {
    const sections = policySections(
        violations.filter(({ rule, level }) => rule !== "pinned-images" || level === "mandatory"),
    );
    return { title, groups: sections.length === 0 ? groups : [{ sections }, ...groups] };
}

/** What `npm run policies` says of a site. */
export function policyWords(stack: string, violations: readonly Violation[]): Page {
    const held = { title: say`All rules of the house hold`, lines: [] };
    const sections = violations.length === 0 ? [held] : policySections(violations);
    return { title: say`Site ${stack}`, groups: [{ sections }] };
}

function line(tone: Line["tone"]): (violation: Violation) => Line {
    return ({ rule, kind, environment, name, message }) => {
        const place = environment === "" ? [] : say` of ${environment}`;
        return { tone, phrase: say`${rule}: ${part([`${kind} `, { name }, ...place, " ", ...pieces(message)])}` };
    };
}

/** A message, in which names stand between backticks. */
function pieces(message: string): Piece[] {
    return message.split(/`([^`]+)`/).map((piece, index) => (index % 2 === 0 ? piece : { name: piece }));
}
