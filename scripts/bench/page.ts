import { Failure } from "../failure";
import type { Results } from "./results";
import { tables } from "./tables";

const BEGIN = "<!-- what npm run bench has measured: begin -->";
const END = "<!-- what npm run bench has measured: end -->";

/** The page with the tables of these results between its marks; all else in it is as it was. */
export function withTables(page: string, results: Results): string {
    const [before, ...rest] = page.split(BEGIN);
    const [, after, ...more] = rest.join("").split(END);
    if (rest.length !== 1 || after === undefined || more.length > 0) {
        throw new Failure(
            `docs/benchmarks.md must have the lines ${BEGIN} and ${END} once each, with the tables between`,
        );
    }
    return [before, BEGIN, "\n\n", tables(results), "\n\n", END, after].join("");
}
