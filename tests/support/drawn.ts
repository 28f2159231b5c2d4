import type { Plan } from "../../scripts/review/plan";
import { sceneOf } from "../../scripts/topology/scene";
import { svg } from "../../scripts/topology/svg";
import type { Topology } from "../../scripts/topology/topology";
import { declared, topologyOf } from "../../scripts/topology/topology-of";

/** A site as `npm run topology` shows it. */
export function declaredTopology(stack: string, plan: Plan): Topology {
    return topologyOf(stack, declared(plan));
}

/** The picture of a site, as `npm run topology -- --svg` draws it. */
export function drawn(stack: string, plan: Plan): Promise<string> {
    return svg(sceneOf(declaredTopology(stack, plan)));
}
