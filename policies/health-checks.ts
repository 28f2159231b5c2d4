import { containersOf } from "./container";
import type { Rule } from "./rule";

export const healthChecks: Rule = {
    name: "health-checks",
    description: "every service tells the engine whether it works",
    check: (resources) =>
        containersOf(resources)
            .filter(({ job, healthTest }) => !job && (healthTest.length === 0 || healthTest[0] === "NONE"))
            .map(({ resource }) => ({
                resource,
                message:
                    "has no health check, so it counts as good as soon as it is started: " +
                    "give it a `health` test, or declare it as a Job if it ends by itself",
            })),
};
