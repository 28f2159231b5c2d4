/** `npm run topology`: a picture of a site, from the program's own graph. */
import { writeFileSync } from "node:fs";

import { Command } from "commander";

import { Failure, main } from "./failure";
import { type Plan, planOf } from "./review/plan";
import { previewSite } from "./review/run";
import { mermaid } from "./topology/mermaid";
import { type Scene, sceneOf } from "./topology/scene";
import { svg } from "./topology/svg";
import type { Topology } from "./topology/topology";
import { declared, environmentsOf, topologyOf } from "./topology/topology-of";

const command = new Command("npm run topology --")
    .description(
        "Draws the zones, services, volumes and published ports of a site. Without a format it prints Mermaid.",
    )
    .argument("[pulumi...]", "further arguments of `pulumi preview`, after --, such as --replace <urn>")
    .option("-s, --stack <site>", "site to draw, as in Pulumi.<site>.yaml", "dev")
    .option("-e, --environment <name>", "draw this one of its environments only")
    .option("-c, --changes", "show what an update would do to each part")
    .option("-j, --jobs", "draw jobs that prepare a service as well")
    .option("--svg [file]", "write an SVG, for light and dark pages")
    .option("--mermaid [file]", "write a flowchart of Mermaid, for Markdown at GitHub and GitLab")
    .option("--json [file]", "write what is drawn as data, see docs/review.md")
    .addHelpText("after", "\nWithout a file, a format is printed. Exit codes: 0 for a picture, 1 where there is none.")
    .parse();
const options = command.opts<{
    stack: string;
    environment?: string;
    changes?: boolean;
    jobs?: boolean;
    svg?: string | true;
    mermaid?: string | true;
    json?: string | true;
}>();

main(async () => {
    const { stack, environment, jobs, changes } = options;
    console.error(`Asking Pulumi what site ${stack} is made of`);
    const plan = planOf(await previewSite({ stack }, "preview", command.args));
    if (plan.problems.length > 0) {
        throw new Failure(`site ${stack} cannot be drawn:\n${plan.problems.join("\n")}`);
    }
    checkEnvironment(plan);
    const environments = environment === undefined ? undefined : [environment];
    const topology = topologyOf(stack, changes ? plan : declared(plan), { environments, jobs });
    await write(topology, sceneOf(topology));
});

/** @throws Failure where the site has no environment of the name that was given. */
function checkEnvironment(plan: Plan): void {
    const { stack, environment } = options;
    const known = environmentsOf(plan);
    if (environment !== undefined && !known.includes(environment)) {
        throw new Failure(`site ${stack} has no environment "${environment}": choose one of ${known.join(", ")}`);
    }
}

async function write(topology: Topology, scene: Scene): Promise<void> {
    const formats = [
        { target: options.svg, draw: () => svg(scene) },
        { target: options.json, draw: () => `${JSON.stringify(topology, undefined, 2)}\n` },
        { target: options.mermaid, draw: () => mermaid(scene) },
    ].filter(({ target }) => target !== undefined);
    for (const { target, draw } of formats.length === 0 ? [{ target: true, draw: () => mermaid(scene) }] : formats) {
        const drawn = await draw();
        if (typeof target === "string") {
            save(target, drawn);
        } else {
            process.stdout.write(drawn);
        }
    }
}

/** @throws Failure where the file cannot be written. */
function save(file: string, drawn: string): void {
    try {
        writeFileSync(file, drawn);
    } catch (error) {
        throw new Failure(`${file} cannot be written: ${(error as Error).message}`);
    }
    console.error(`Written to ${file}`);
}
