import { type Plan, planOf } from "../../scripts/review/plan";
import { readPreview } from "../../scripts/review/preview";
import type { Recording } from "./recording";

/** What a preview of a new site plans, without the CLI: all that its program registered is created. */
export function planned({ resources }: Recording): Plan {
    const steps = resources.map(({ options: { protect, retainOnDelete }, ...state }) => ({
        op: "create",
        urn: state.urn,
        newState: { ...state, protect, retainOnDelete },
    }));
    return planOf(readPreview(JSON.stringify({ steps }))!);
}
