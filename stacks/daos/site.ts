import { z } from "zod";

import type { EnvironmentSite } from "../environments";
import { matching, port, whole } from "../formats";
import type { SiteFault } from "../site-faults";
import { certificateMaterialFaults } from "./certificates";
import { REPOSITORY_URL, repositoryId } from "./repository";

/** Names and numbers that the image has taken already. */
const TAKEN_NAMES = ["root", "daos_agent", "daos_daemons"];
const accountName = matching(
    /^[a-z_][a-z0-9_-]{0,31}$/,
    "must be up to 32 lower-case letters, digits, dashes and underscores, no digit first",
).refine((name) => !TAKEN_NAMES.includes(name), { error: `must be none of the names ${TAKEN_NAMES.join(", ")}` });
const accountId = whole(1, 4_294_967_294, "must be a whole number from 1 to 4294967294");
const url = matching(REPOSITORY_URL, "must be a URL such as https://packages.daos.io/v2.2/EL8/packages/x86_64/");
const text = matching(/^\P{Cc}+$/u, "must be a text on one line");
const deviceName = matching(/^[\w.:-]{1,64}$/, "must be the name of a device such as ib0 or mlx5_0");
const imageTag = matching(/^\w[\w.-]{0,99}$/, "must be an image tag such as rocky8.6");
const pem = z.string({ error: "must be PEM text" });

const accessPoint = matching(
    /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::\d{1,5})?$/,
    "must be a host name or address, or one with a port such as daos-1:10001",
).refine((host) => port.safeParse(Number(/:(\d+)$/.exec(host)?.[1] ?? 1)).success, {
    error: "must have a port from 1 to 65535",
});

const withoutAuth = z.string({ error: "must be the id of a repository" }).superRefine((id, context) => {
    if (REPOSITORY_URL.test(id)) {
        context.addIssue(`must be the id of a repository and not its URL, write ${repositoryId(id)}`);
    } else if (!/^[\w.:-]+$/.test(id)) {
        context.addIssue("must be the id of a repository: letters, digits and _ . : -");
    }
});

/** What a site says of its DAOS environment: `hpc-stacks:daos`. */
export const daosSchema = z.strictObject({
    /** User that clients run as. Agent and client must both know it. */
    client: z.strictObject({ user: accountName, uid: accountId, group: accountName, gid: accountId }),
    /** Hosts of the management service. */
    accessPoints: z
        .array(accessPoint, { error: "must be a list of hosts" })
        .min(1, { error: "must name at least one host of the management service" }),
    /** Port of the access points. */
    port: port.default(10001),
    /** Whether agent and servers show each other certificates. */
    auth: z.boolean().default(true),
    /** The agent's certificates, as an archive or as texts. */
    certificates: z
        .strictObject({
            /** Path, from the project's folder, of a tar file in xz form with daosCA.crt, agent.crt and agent.key. */
            archive: text.optional(),
            /** PEM text of the authority's certificate, the agent's certificate and its key. */
            ca: pem.optional(),
            cert: pem.optional(),
            key: pem.optional(),
        })
        .optional(),
    /** Network interface that clients use. */
    interface: z
        .strictObject({
            /** Whether it is as given here, and not the agent's choice. */
            configure: z.boolean().default(false),
            numaNode: whole(0, 1023, "must be the number of a NUMA node, 0 or more").optional(),
            name: deviceName.optional(),
            domain: deviceName.optional(),
        })
        .prefault({}),
    /** Version and release of the packages. */
    version: matching(/^[\w.+~^]+-[\w.+~^]+$/, "must be a version with its release such as 2.2.0-4.el8").default(
        "2.2.0-4.el8",
    ),
    /** Where the packages come from. */
    repos: z
        .array(url, { error: "must be a list of URLs" })
        .min(1, { error: "must name at least one repository" })
        .default(["https://packages.daos.io/v2.2/EL8/packages/x86_64/"]),
    /** Keys that the packages are signed with. */
    gpgKeys: z.array(url, { error: "must be a list of URLs" }).default(["https://packages.daos.io/RPM-GPG-KEY"]),
    /** Repositories whose packages need no signature. */
    reposWithoutAuth: z.array(withoutAuth, { error: "must be a list of repository ids" }).default([]),
    /** Image that both images start from. */
    baseImage: z
        .strictObject({
            name: matching(
                /^(?=.{1,255}$)[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::\d{1,5}(?=\/))?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/,
                "must be the name of an image without its tag such as rockylinux/rockylinux",
            ).default("rockylinux/rockylinux"),
            tag: imageTag.default("8.6"),
        })
        .prefault({}),
    /** Begins the tag of both images. */
    imageTag: imageTag.default("rocky8.6"),
    /** A new text, such as a date, makes both images anew with all updates of their packages. */
    bustCache: matching(/^\P{Cc}{0,100}$/u, "must be up to 100 characters on one line").default(""),
    /** Arguments of `daos` for a command that runs once the agent is there. */
    command: z
        .array(text, { error: 'must be a list of arguments such as ["pool", "autotest", "tank"]' })
        .min(1, { error: "must be the arguments of daos, at least one" })
        .optional(),
});

export type DaosSite = z.output<typeof daosSchema>;

/** What is known of the environment without running its program. */
export const daosSite = {
    schema: daosSchema,
    faults: daosFaults,
    material: certificateMaterialFaults,
    secrets: ["certificates"],
    images: () => [],
    ports: () => [],
} satisfies EnvironmentSite<typeof daosSchema>;

/** The settings that depend on each other, as far as they are of the right kind. */
const related = z.object({
    auth: z.boolean().default(true),
    certificates: z.record(z.string(), z.unknown()).default({}).catch({ archive: "" }),
    interface: z.record(z.string(), z.unknown()).default({}).catch({}),
});

function daosFaults(input: unknown): SiteFault[] {
    const { data } = related.safeParse(input);
    return data === undefined
        ? []
        : [...(data.auth ? certificateFaults(data.certificates) : []), ...interfaceFaults(data.interface)];
}

const PEM_KEYS = ["ca", "cert", "key"] as const;

function certificateFaults(certificates: Readonly<Record<string, unknown>>): SiteFault[] {
    const missing = PEM_KEYS.filter((key) => certificates[key] === undefined);
    const hasArchive = certificates["archive"] !== undefined;
    if (missing.length === PEM_KEYS.length) {
        const message = "is missing, auth needs it: give `archive`, or `ca`, `cert` and `key`, or set auth to false";
        return hasArchive ? [] : [{ path: ["certificates"], message }];
    }
    return hasArchive
        ? [{ path: ["certificates", "archive"], message: "is given beside PEM texts, give one or the other" }]
        : missing.map((key) => ({
              path: ["certificates", key],
              message: "is missing, `ca`, `cert` and `key` are given together",
          }));
}

function interfaceFaults(settings: Readonly<Record<string, unknown>>): SiteFault[] {
    const needed = settings["configure"] === true ? ["numaNode", "name", "domain"] : [];
    return needed
        .filter((key) => settings[key] === undefined)
        .map((key) => ({
            path: ["interface", key],
            message: "is missing, interface.configure needs it",
        }));
}
