import { Failure } from "../failure";
import { labOutputs, type LabOutputs } from "../stack/outputs";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { environmentEngine } from "../stack/stack-engines";
import { engineClient } from "../../components/image/engine-client";
import { PUBLISHING } from "../../stacks/lab/placement";
import { type Check, compare } from "./check";
import { checkPublished } from "./mounts";
import { runningServices } from "./services";
import { checkZones } from "./zones";

const FILES = ["file1.html", "file2.html", "file3.html"];

/** Everything that must hold of a stack's lab, measured. */
export async function verifyLab(options: StackOptions): Promise<Check[]> {
    const { lab: site } = loadSite(options.stack, options.file);
    if (site === undefined) {
        throw new Failure(`site ${options.stack} has no lab`);
    }
    const docker = await environmentEngine("lab", options);
    const outputs = await labOutputs(options);
    const services = await runningServices({ stack: options.stack, environment: "lab" }, docker);
    const published = PUBLISHING.filter((service) => service !== "registry" || site.pushTo === undefined);
    return [
        ...services.map(({ service, healthy }) => compare(`${service} is healthy`, true, healthy)),
        ...(await checkWebServer(outputs)),
        ...(await checkImage(outputs)),
        ...(await checkDocuments(outputs)),
        ...(await checkZones(options.stack, docker, services, outputs.reachability, "hub")),
        checkPublished(services, published),
    ];
}

async function checkWebServer({ web }: LabOutputs): Promise<Check[]> {
    const status = async (path: string): Promise<unknown> =>
        fetch(`${web}/${path}`).then(
            (answer) => answer.status,
            (error: Error) => error.message,
        );
    return [
        ...(await Promise.all(
            FILES.map(async (file) => compare(`the web server serves ${file}`, 200, await status(file))),
        )),
        compare("and nothing that is no part of its files", 404, await status("Dockerfile")),
    ];
}

/** The image that runs is the one that the registry has, and only who has the token gets it. */
async function checkImage({ engine, image, registry }: LabOutputs): Promise<Check[]> {
    const docker = engineClient({ host: engine.env.DOCKER_HOST, ...engine.client });
    const { address: serveraddress, user: username, token: password } = registry;
    const asked = async (credentials: object): Promise<unknown> =>
        docker
            .getImage(image)
            .distribution({ authconfig: credentials })
            .then(
                ({ Descriptor }: { Descriptor: { digest: string } }) => Descriptor.digest,
                (error: Error) => (/\b401\b|unauthorized/i.test(error.message) ? "unauthorized" : error.message),
            );
    const runs = await docker.listContainers({ filters: { label: ["hpc-stacks.service=webserver"] } });
    const pulled = await docker.getImage(image).inspect();
    return [
        compare("the registry has the image", image.split("@")[1], await asked({ username, password, serveraddress })),
        compare(
            "and keeps it from a wrong token",
            "unauthorized",
            await asked({ username, password: "wrong", serveraddress }),
        ),
        compare(
            "the web server runs from that image",
            [pulled.Id],
            runs.map(({ ImageID }) => ImageID),
        ),
    ];
}

async function checkDocuments({ mongo }: LabOutputs): Promise<Check[]> {
    const { MongoClient } = await import("mongodb");
    const client = new MongoClient(mongo.uri, { serverSelectionTimeoutMS: 5_000 });
    const statement = "artists.photographers has alice and bob, each once";
    try {
        const filter = { name: { $in: ["alice", "bob"] } };
        const found = await client.db().collection("photographers").find(filter).sort({ name: 1 }).toArray();
        return [
            compare(
                statement,
                ["alice", "bob"],
                found.map(({ name }) => name as string),
            ),
        ];
    } catch (error) {
        return [{ statement, failure: (error as Error).message }];
    } finally {
        await client.close();
    }
}
