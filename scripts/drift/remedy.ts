import type { Finding } from "./finding";

/** What is to be done about a finding. The commands of the Docker client come before the update. */
export interface Remedy {
    /** Arguments of the Docker client, for the finding's engine. @default - none */
    readonly docker?: readonly (readonly string[])[];
    /** Whether the update must ask the engine first. @default false */
    readonly refresh?: boolean;
    /** Logical name of a resource that the update must replace. @default - none */
    readonly replace?: string;
    /** Whether it takes `npm start`, which starts an engine before what lives in it. @default false */
    readonly start?: boolean;
}

/** What an update that asks the engine (`pulumi up --refresh`) makes of a finding, and what puts it right. */
export interface Verdict {
    readonly refresh: string;
    /** Undefined where data would be lost by all that Pulumi can do. */
    readonly remedy: Remedy | undefined;
}

const UNSEEN = "does not see it";
const REFRESH: Remedy = { refresh: true };

/** Settings that an update after a refresh sets back in a container that runs, and those for which it replaces it. */
const SET_BACK = ["memory", "memory with swap", "restart policy"];
const REPLACED = ["cores", "processor quota", "processor period", "processor shares", "processors"];

/** Judges a finding. */
export function verdictOn(finding: Finding): Verdict {
    const { object, subject = "", names = [], to = "" } = finding;
    switch (finding.drift) {
        case "edited":
        case "removed file":
        case "failing":
            return { refresh: UNSEEN, remedy: replacing(finding) };
        case "joined":
            return { refresh: UNSEEN, remedy: { docker: [["network", "disconnect", subject, object]] } };
        case "left":
            return { refresh: UNSEEN, remedy: { docker: [connect(subject, object, names)] } };
        case "missing":
            return verdictOnMissing(finding);
        case "nameless":
            return {
                refresh: UNSEEN,
                remedy: { docker: [["network", "disconnect", subject, object], connect(subject, object, names)] },
            };
        case "paused":
            return { refresh: UNSEEN, remedy: { docker: [["unpause", object]] } };
        case "recreated":
            return verdictOnRecreated(finding);
        case "renamed":
            return {
                refresh: names.length > 0 ? "fails, its name is taken" : "replaces it",
                remedy: { docker: [...names.map((name) => ["rm", "--force", name]), ["rename", to, object]] },
            };
        case "retagged":
            return verdictOnRetagged(finding);
        case "set":
            return verdictOnSetting(finding);
        case "stopped":
            return isEngine(finding)
                ? { refresh: "fails, it cannot look into it", remedy: { start: true } }
                : { refresh: "starts it", remedy: REFRESH };
        case "stranger":
            return {
                refresh: UNSEEN,
                remedy: {
                    docker: [
                        finding.noun === "network"
                            ? ["network", "disconnect", "--force", object, subject]
                            : ["stop", subject],
                    ],
                },
            };
        case "unknown":
            return { refresh: UNSEEN, remedy: { docker: [removal(finding)] } };
    }
}

function verdictOnMissing(finding: Finding): Verdict {
    const { noun, kind, object, from } = finding;
    if (noun === "image") {
        return from === undefined || object.includes("@")
            ? { refresh: "makes it anew, and all that is made of it", remedy: REFRESH }
            : { refresh: "makes it anew", remedy: { docker: [["tag", from, object]] } };
    }
    if (isEngine(finding) && noun === "container") {
        return { refresh: "fails, it cannot look into it", remedy: { start: true } };
    }
    const words: Readonly<Record<string, string>> = {
        job: "runs it again",
        volume: "makes it anew, empty",
        zone: "makes it anew, and replaces all that is in it",
    };
    return { refresh: words[kind] ?? "makes it anew", remedy: REFRESH };
}

/** The engine has one object of a name, so what was made by hand must go first. */
function verdictOnRecreated({ noun, object, names = [] }: Finding): Verdict {
    const refresh = "fails, its name is taken";
    switch (noun) {
        case "volume":
            return { refresh: "deletes it with its data, unless the site keeps volumes", remedy: undefined };
        case "network":
            return {
                refresh,
                remedy: {
                    docker: [
                        ...names.map((name) => ["network", "disconnect", "--force", object, name]),
                        ["network", "rm", object],
                    ],
                    refresh: true,
                },
            };
        case "secret":
        case "config":
            return {
                refresh,
                remedy: {
                    docker: [...names.map((name) => ["service", "rm", name]), [noun, "rm", object]],
                    refresh: true,
                },
            };
        default:
            return { refresh, remedy: { docker: [removal({ noun, object })], refresh: true } };
    }
}

function verdictOnRetagged({ object, from, danger = false }: Finding): Verdict {
    const refresh = danger ? "takes the other image for the site's, and runs it" : "names the site's image again";
    return from === undefined
        ? { refresh, remedy: { docker: [["image", "rm", "--force", object]], refresh: true } }
        : { refresh, remedy: { docker: [["tag", from, object]] } };
}

function verdictOnSetting(finding: Finding): Verdict {
    const { noun, subject = "" } = finding;
    if (noun === "service" || SET_BACK.includes(subject)) {
        return { refresh: "sets it back", remedy: REFRESH };
    }
    return REPLACED.includes(subject)
        ? { refresh: "replaces it", remedy: REFRESH }
        : { refresh: UNSEEN, remedy: replacing(finding) };
}

function replacing({ urn }: Finding): Remedy {
    return { replace: urn.split("::").at(-1) ?? urn };
}

function connect(network: string, container: string, aliases: readonly string[]): string[] {
    return ["network", "connect", ...aliases.flatMap((alias) => ["--alias", alias]), network, container];
}

function removal({ noun, object }: Pick<Finding, "noun" | "object">): string[] {
    return noun === "container" ? ["rm", "--force", object] : [noun, "rm", object];
}

/** Whether it is an engine, in which others of the site live. */
function isEngine({ urn }: Finding): boolean {
    return /hpc-stacks:index:DockerEngine\$[^:]+:index:\w+\$docker:/.test(urn);
}
