import { labelList } from "../component";
import type { Service } from "./workload";

/** Labels of a service: by them `npm run verify` finds the services of a stack and measures who reaches whom. */
export function serviceLabels(
    name: string,
    { service, listens }: Pick<Service, "service" | "listens">,
): { label: string; value: string }[] {
    return [
        ...labelList(name),
        { label: "hpc-stacks.listens", value: [...listens].sort().join(",") },
        { label: "hpc-stacks.service", value: service },
    ];
}
