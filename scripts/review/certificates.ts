import type { Plan } from "./plan";
import { type Reason, reasonsOf } from "./reasons";

/** A service by which certificates come to be, and what changes about them. The next one that is made is another. */
export interface CertificateChange {
    readonly service: string;
    /** What it does with certificates. */
    readonly role: "signs" | "obtains";
    readonly reasons: readonly Reason[];
}

/** Components that deal with certificates. */
const roles: Readonly<Record<string, CertificateChange["role"]>> = {
    CertificateAuthority: "signs",
    GatewayCertificate: "obtains",
};

/** Services of an environment whose certificates become others, because what is said of them differs. */
export function certificatesOf(plan: Plan, environment: string): CertificateChange[] {
    return plan.changes.flatMap((change) => {
        const { resource, before } = change;
        const resources = before && change.action === "delete" ? plan.before : plan.after;
        const role = resources.components(resource).flatMap((component) => roles[component] ?? [])[0];
        const reasons = reasonsOf(change, plan).filter(({ what }) => what === "variable");
        const concerned = resource.kind === "service" && resource.environment === environment && reasons.length > 0;
        return role !== undefined && concerned ? [{ service: resource.name, role, reasons }] : [];
    });
}
