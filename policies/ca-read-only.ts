import type { Resource, Resources } from "../scripts/review/resources";
import { containersOf } from "./container";
import { textOf } from "./inputs";
import type { Rule } from "./rule";

/** A volume of a certificate authority. */
interface AuthorityVolume {
    /** Name on the engine. */
    readonly volume: string;
    /** URN of the authority that it belongs to. */
    readonly authority: string;
}

export const caReadOnly: Rule = {
    name: "ca-read-only",
    description: "volumes of a certificate authority are read-only for all but the authority itself",
    check: (resources) => {
        const volumes = authorityVolumes(resources);
        return containersOf(resources).flatMap(({ resource, mounts }) =>
            mounts
                .filter(({ readOnly }) => !readOnly)
                .filter(({ volume }) =>
                    volumes.some((it) => it.volume === volume && it.authority !== authorityOf(resource, resources)),
                )
                .map(({ volume, path }) => ({
                    resource,
                    message: `may write to "${volume}" of the certificate authority at ${path}: mount it read-only`,
                })),
        );
    },
};

function authorityVolumes(resources: Resources): AuthorityVolume[] {
    return resources.ofKind("volume").flatMap((resource) => {
        const volume = textOf(resource.state.inputs["name"]);
        const authority = authorityOf(resource, resources);
        return volume === undefined || authority === undefined ? [] : [{ volume, authority }];
    });
}

function authorityOf(resource: Resource, resources: Resources): string | undefined {
    return resources.owners(resource).find(({ type }) => type === "hpc-stacks:index:CertificateAuthority")?.urn;
}
