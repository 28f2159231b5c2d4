import { Failure } from "../failure";
import { type SiteConfig, withValue } from "../site/new";
import type { ComposeContainer, ComposeProject } from "./project";

/** Where OpenCHAMI's quickstart keeps what is to be carried over, and with which secrets. */
export interface Quickstart {
    readonly project: ComposeProject;
    readonly authority: {
        readonly container: string;
        /** File, in its container, with the password that the authority's keys are encrypted with. */
        readonly passwordFile: string;
    };
    readonly database: {
        readonly container: string;
        /** A superuser and its password. */
        readonly user: string;
        readonly password: string;
        /** Databases of the project, each with the one that it becomes. */
        readonly names: readonly DatabaseCopy[];
    };
    /** What hydra's keys are encrypted with in its database. */
    readonly hydraSecret: string;
}

/** A database and what it becomes. */
export interface DatabaseCopy {
    readonly from: string;
    readonly to: string;
    /** Owner of the new one. */
    readonly owner: string;
}

const AUTHORITY_FOLDER = "/home/step";
const DATABASE_FOLDER = "/var/lib/postgresql/data";

/**
 * Reads the layout of a project.
 * @throws Failure that names all that is not as the quickstart has it.
 */
export function quickstartOf(project: ComposeProject): Quickstart {
    const faults: string[] = [];
    const authority = serviceWith(project, "step-ca", AUTHORITY_FOLDER, faults);
    const postgres = serviceWith(project, "postgres", DATABASE_FOLDER, faults);
    const hydra = service(project, "hydra", faults);
    const hydraSecret = hydra?.environment["SECRETS_SYSTEM"] ?? "";
    if (hydra && hydraSecret === "") {
        faults.push(
            "hydra has no SECRETS_SYSTEM in its environment, without which its keys cannot be read: set it there and " +
                "make its container anew",
        );
    }
    if (!authority || !postgres || faults.length > 0) {
        throw new Failure(
            [`compose project "${project.name}" is not laid out as OpenCHAMI's quickstart:`, ...faults].join("\n  "),
        );
    }
    return {
        project,
        authority: {
            container: authority.name,
            passwordFile: authority.environment["PWDPATH"] || `${AUTHORITY_FOLDER}/secrets/password`,
        },
        database: {
            container: postgres.name,
            user: postgres.environment["POSTGRES_USER"] || "postgres",
            password: postgres.environment["POSTGRES_PASSWORD"] ?? "",
            names: databases(project),
        },
        hydraSecret,
    };
}

/** What a site says that takes the project's place: its name, and where on the host it is reached. */
export function siteOf(project: ComposeProject): SiteConfig {
    const [hydra, haproxy, authority] = ["hydra", "haproxy", "step-ca"].map((name) => only(project, name));
    const domain = hostOf(hydra?.environment["URLS_SELF_ISSUER"]);
    const https = haproxy?.ports["443/tcp"];
    const http = haproxy?.ports["80/tcp"];
    const settings: readonly (readonly [string, unknown])[] = [
        ["domain", domain],
        ["authority", authority?.environment["DOCKER_STEPCA_INIT_NAME"]],
        ["listen", https && (/^\d/.test(https.address) ? https.address : "0.0.0.0")],
        ["ports.https", https?.port],
        ["ports.http", http?.port],
    ];
    return settings
        .filter(([, value]) => value !== undefined)
        .reduce<SiteConfig>((config, [key, value]) => withValue(config, ["openchami", ...key.split(".")], value), {
            environments: ["openchami"],
            volumes: "retain",
        });
}

/** Containers that may write what is carried over, or publish what the site will. */
export function runningBeside({ project, database }: Quickstart): string[] {
    return project.containers.filter(({ name, running }) => running && name !== database.container).map(nameOf);
}

function databases(project: ComposeProject): DatabaseCopy[] {
    const named = (name: string, variable: string): string | undefined => only(project, name)?.environment[variable];
    const dsn = named("hydra", "DSN");
    return [
        { from: named("bss", "BSS_DBNAME") || "bssdb", to: "bssdb", owner: "bss-user" },
        { from: named("smd", "SMD_DBNAME") || "hmsds", to: "hmsds", owner: "smd-user" },
        { from: /^postgres.*\/([^/?]+)(?:\?|$)/.exec(dsn ?? "")?.[1] ?? "hydradb", to: "hydradb", owner: "hydra-user" },
    ];
}

function serviceWith(
    project: ComposeProject,
    name: string,
    folder: string,
    faults: string[],
): ComposeContainer | undefined {
    const found = service(project, name, faults);
    if (found && !found.mounts.includes(folder)) {
        faults.push(`${name} has no volume at ${folder}: its data goes with its container`);
    }
    return found;
}

/** The one container of a service; else a fault. */
function service(project: ComposeProject, name: string, faults: string[]): ComposeContainer | undefined {
    const found = project.containers.filter((container) => container.service === name);
    if (found.length === 0) {
        const services = [...new Set(project.containers.map((container) => container.service))].sort();
        faults.push(`it has no container of service ${name}, only of ${services.join(", ")}`);
    }
    if (found.length > 1) {
        faults.push(`it has ${found.length} containers of service ${name}, remove all but one`);
    }
    return found.length === 1 ? found[0] : undefined;
}

function only(project: ComposeProject, name: string): ComposeContainer | undefined {
    return project.containers.find((container) => container.service === name);
}

function nameOf({ name }: { readonly name: string }): string {
    return name;
}

function hostOf(url: string | undefined): string | undefined {
    return url !== undefined && URL.canParse(url) ? new URL(url).hostname : undefined;
}
