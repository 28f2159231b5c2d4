import { readFileSync } from "node:fs";
import * as path from "node:path";

import { type DockerRun, docker, dockerStream } from "./docker";
import { type Piece, presence } from "./piece";
import type { DatabaseCopy, Quickstart } from "./quickstart";

/** Where a site's data comes to lie: its first part stands already. */
export interface SitePlaces {
    readonly stack: string;
    /** Address of the engine. */
    readonly engine: string;
    /** Container of its database. */
    readonly postgres: string;
    /** Id of the image that the database runs, with bash and PostgreSQL's clients. */
    readonly image: string;
    /** Volume of its authority, and of hydra's secret. */
    readonly home: string;
    readonly secret: string;
    /** Volume of its database. */
    readonly data: string;
}

/** Names of what stands of a site on its engine. */
export async function placesOf(stack: string, engine: string): Promise<SitePlaces> {
    const name = (logical: string): string => `${stack}-openchami-${logical}`;
    const postgres = name("postgres");
    const args = ["container", "inspect", "--format", "{{.Image}}", postgres];
    const image = (await docker({ engine, args, purpose: `a look at ${postgres}` })).trim();
    const volumes = { home: name("step-home"), secret: name("hydra-secret"), data: name("postgres-data") };
    return { stack, engine, postgres, image, ...volumes };
}

/** All that a site takes over. */
export function piecesOf(quickstart: Quickstart, places: SitePlaces): Piece[] {
    return [
        authority(quickstart, places),
        hydraSecret(quickstart, places),
        ...quickstart.database.names.map((names) => database(names, quickstart, places)),
    ];
}

/** The authority's keys, certificates and its own database, from wherever they are mounted. */
function authority({ authority }: Quickstart, places: SitePlaces): Piece {
    const source = ["--volumes-from", `${authority.container}:ro`];
    const step = (action: string): Promise<string> =>
        shell(places, places.home, "authority.sh", [action, authority.passwordFile], {
            args: source,
            purpose: "copying the certificate authority",
        });
    return {
        title: "the certificate authority",
        place: places.home,
        look: async () => presence(await step("look")),
        copy: async () => void (await step("copy")),
    };
}

function hydraSecret({ hydraSecret: input }: Quickstart, places: SitePlaces): Piece {
    const step = (action: string): Promise<string> =>
        shell(places, places.secret, "hydra-secret.sh", [action], { input, purpose: "copying hydra's secret" });
    return {
        title: "hydra's system secret",
        place: places.secret,
        look: async () => presence(await step("look")),
        copy: async () => void (await step("copy")),
    };
}

/**
 * A database, by a dump of the clients of the new server: they read older servers too, so the release of PostgreSQL
 * may be another one. What is written and the mark that it is whole are one transaction.
 */
function database({ from, to, owner }: DatabaseCopy, { project, database }: Quickstart, places: SitePlaces): Piece {
    const { engine } = places;
    const mark = `copied from ${from} of compose project ${project.name}`;
    const purpose = `copying database ${from}`;
    const settings = Object.entries({ mark, owner, database: to }).flatMap(([key, value]) => [
        "--set",
        `${key}=${value}`,
    ]);
    const psql = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"];
    const restore = (input: NonNullable<DockerRun["input"]>): Promise<string> =>
        docker({
            engine,
            args: ["exec", "--interactive", places.postgres, ...psql, ...settings, "--dbname", to],
            input,
            purpose,
        });
    const client = ["run", "--rm", ...labelled(places), "--network", `container:${database.container}`];
    const dump = ["--host", "127.0.0.1", "--username", database.user, "--dbname", from];
    async function* transaction(): AsyncGenerator<string | Uint8Array> {
        yield 'BEGIN;\nSET ROLE :"owner";\n';
        yield* dockerStream({
            engine,
            args: [
                ...client,
                ...["--env", "PGPASSWORD", "--entrypoint", "pg_dump", places.image],
                ...["--no-owner", "--no-privileges", "--no-comments", ...dump],
            ],
            env: { PGPASSWORD: database.password },
            purpose,
        });
        // Without this end, as when the dump breaks off, nothing is kept.
        yield "\nRESET ROLE;\nCOMMENT ON DATABASE :\"database\" IS :'mark';\nCOMMIT;\n";
    }
    return {
        title: `database ${to}`,
        place: places.data,
        look: async () => presence(await restore(LOOK)),
        copy: async () => void (await restore(transaction())),
    };
}

const LOOK = `
SELECT CASE WHEN shobj_description(oid, 'pg_database') = :'mark' THEN 'copied'
            WHEN EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) THEN 'other'
            ELSE 'missing' END
FROM pg_database WHERE datname = current_database();
`;

/** Runs one of our scripts as root in a container of its own, with a volume of the site at `/site`. */
function shell(
    places: SitePlaces,
    volume: string,
    script: string,
    args: readonly string[],
    { args: more = [], ...rest }: { args?: readonly string[]; input?: string; purpose: string },
): Promise<string> {
    const text = readFileSync(path.join(__dirname, script), "utf8");
    const confined = ["--network", "none", "--user", "0:0", "--cap-drop", "ALL"];
    const needed = ["CHOWN", "DAC_OVERRIDE", "FOWNER"].flatMap((capability) => ["--cap-add", capability]);
    const container = ["run", "--rm", "--interactive", ...labelled(places), ...confined, ...needed];
    const mounts = ["--volume", `${volume}:/site`, ...more];
    const program = ["--entrypoint", "/bin/bash", places.image, "-c", text, script, ...args];
    return docker({ engine: places.engine, args: [...container, ...mounts, ...program], ...rest });
}

function labelled({ stack }: SitePlaces): string[] {
    return ["--label", `hpc-stacks.stack=${stack}`];
}
