import assert from "node:assert/strict";

import { commandOf } from "../../../scripts/drift/command";
import { lookAgain, repair } from "../../../scripts/drift/repair";
import { type DriftReport, commandsFor, dataOf } from "../../../scripts/drift/report";
import { DockerClient } from "../../../scripts/stack/docker-client";
import { parseState } from "../../../scripts/drift/state";
import { words } from "../../../scripts/drift/words";
import { markdown } from "../../../scripts/review/markdown";
import { localSocket } from "../../../scripts/toolchain/engine";
import { JOB, SERVICE, VOLUME, ZONE, compared, exportedSite } from "../../support/driven-engine";

const ownEngine = new DockerClient({ host: localSocket });
const report = (findings: DriftReport["findings"], rest: Partial<DriftReport> = {}): DriftReport => ({
    ...{ stack: "dev", findings, unseen: [], clients: { engine: ownEngine } },
    ...rest,
});
const edited = compared({ files: {} });
const volume = compared({ volumes: [{ ...VOLUME, Labels: null }] });

describe("a look after a repair", () => {
    const failing = report(
        compared({ containers: [{ ...SERVICE, State: { ...SERVICE.State, Health: { Status: "unhealthy" } } }] }),
    );
    const looks = (...reports: DriftReport[]) => {
        let made = 0;
        return { look: () => Promise.resolve(reports[made++] ?? reports.at(-1)!), made: () => made };
    };

    it("waits for services to be tested again, and for nothing else", async () => {
        const { look, made } = looks(failing, failing, report(edited));
        assert.deepEqual(await lookAgain(look, 60_000, 1), report(edited));
        assert.equal(made(), 3);
    });

    it("is patient, but not for ever", async () => {
        assert.deepEqual(await lookAgain(looks(failing).look, 20, 1), failing);
    });
});

describe("what puts drift right", () => {
    it("is nothing where there is none", () => assert.deepEqual(commandsFor(report([])), []));

    it("puts back what an update would believe before the update, and updates once", () => {
        const findings = compared({
            containers: [{ ...SERVICE, Name: "/it's", State: { ...SERVICE.State, Running: false } }],
            images: { "dev-openchami-image-smd": "sha256:bb", "sha256:aa": "sha256:aa" },
            networks: [{ ...ZONE, Id: "net2" }],
            files: {},
        });
        assert.deepEqual(commandsFor(report(findings)), [
            "docker network disconnect --force dev-openchami-internal dev-openchami-smd",
            "docker network rm dev-openchami-internal",
            "docker tag sha256:aa dev-openchami-image-smd",
            "docker rename 'it'\\''s' dev-openchami-smd",
            "npm run pulumi -- up --stack dev --refresh --replace '**::openchami-smd'",
        ]);
    });

    it("replaces a container by its name alone where nothing else is to be done", () => {
        assert.deepEqual(commandsFor(report(edited)), [
            "npm run pulumi -- up --stack dev --replace '**::openchami-smd'",
        ]);
    });

    it("gives a container its names in a zone back", () => {
        const lost = compared({
            containers: [{ ...SERVICE, NetworkSettings: { Networks: { "dev-openchami-internal": {} } } }, JOB],
        });
        assert.deepEqual(commandsFor(report(lost)), [
            "docker network disconnect dev-openchami-internal dev-openchami-smd",
            "docker network connect --alias smd dev-openchami-internal dev-openchami-smd",
        ]);
    });

    it("starts an engine of the site's before what lives in it", () => {
        const urn = "urn:pulumi:dev::hpc-stacks::hpc-stacks:index:DockerEngine$hpc-stacks:index:Workload$docker:x::e";
        const [stopped] = compared({ containers: [{ ...SERVICE, State: { Running: false } }, JOB] });
        assert.deepEqual(commandsFor(report([{ ...stopped!, urn }])), ["npm start -- --stack dev"]);
    });

    it("is told for the engine that it is for", () => {
        const step = { program: "docker", args: ["unpause", "a"] } as const;
        const clients = {
            engine: { host: "ssh://me@there" },
            "pcocc-engine-provider": { host: "tcp://127.0.0.1:1" },
        };
        assert.equal(commandOf({ ...step, engine: "engine" }, "dev", clients), "docker -H ssh://me@there unpause a");
        assert.equal(
            commandOf({ ...step, engine: "pcocc-engine-provider" }, "dev", clients),
            '(eval "$(npm run -s engine:env -- --stack dev --environment pcocc)"; docker unpause a)',
        );
    });

    it("is no command, and no refresh for anything else, where data would be lost", async () => {
        const lost = report([...volume, ...compared({ containers: [SERVICE] })]);
        assert.deepEqual(commandsFor(lost), []);
        assert.match(markdown(words(lost)), /\*\*Save what is in these volumes[^]*- \*\*`dev-openchami-data`\*\*/);
        const nobody = () => Promise.reject(new Error("nobody may be asked"));
        await assert.rejects(
            repair(lost, nobody, () => undefined),
            /would lose data: save what is in the volumes/,
        );
    });
});

describe("what is said of drift", () => {
    it("is that there is none", () => {
        assert.equal(markdown(words(report([]))), "## Site `dev`\n\n**Nothing was changed by hand**\n");
    });

    it("names an engine that does not answer, and does not say that nothing was changed in it", () => {
        const unseen = [{ engine: "pcocc-engine", objects: 3, reason: "connect ECONNREFUSED" }];
        const said = markdown(words(report([], { unseen })));
        assert.match(said, /\*\*3 objects in the engine of `pcocc-engine`: connect ECONNREFUSED\*\*/);
        assert.match(said, /\*\*Nothing else was changed by hand\*\*/);
    });

    it("has no key of an engine as data", () => {
        const clients = { engine: new DockerClient({ host: "tcp://a:1", key: "private" }) };
        assert.doesNotMatch(JSON.stringify(dataOf(report(edited, { clients }))), /private/);
    });
});

describe("what the last update noted", () => {
    it("is read in plain", () => {
        const service = parseState(exportedSite(), "dev").find(({ id }) => id === "smd1");
        assert.deepEqual(service?.inputs["envs"], ["PASSWORD=secret"]);
    });

    it("is not compared while an update is under way", () => {
        assert.throws(
            () => parseState(exportedSite([], [{ type: "creating" }]), "dev"),
            /an update of site dev is under way, or was killed: wait for it, or end it by `npm start -- --stack dev`/,
        );
    });

    it("has nothing of what waits to be deleted", () => {
        const old = { urn: "urn:old", type: "docker:index/volume:Volume", custom: true, delete: true };
        assert.ok(!parseState(exportedSite([old]), "dev").some(({ urn }) => urn === "urn:old"));
    });
});
