import assert from "node:assert/strict";

import { type Piece, type Presence, missingPieces, presence } from "../../../scripts/import/piece";
import { afterCopy, outOfDate, toCopy } from "../../../scripts/import/words";
import { quickstart } from "../../support/quickstart";

function piece(title: string, found: Presence): Piece {
    return { title, place: `north-${title}`, look: () => Promise.resolve(found), copy: () => Promise.resolve() };
}

describe("the data of a compose project", () => {
    it("is copied where the site has none of it yet", async () => {
        const missing = await missingPieces([piece("a", "copied"), piece("b", "missing")], "north");
        assert.deepEqual(
            missing.map(({ title }) => title),
            ["b"],
        );
    });

    it("never takes the place of other data, which is named with the volumes that hold it", async () => {
        const pieces = [piece("a", "other"), piece("b", "missing"), piece("c", "other")];
        await assert.rejects(
            missingPieces(pieces, "north"),
            /site north has data of its own[^]*a in volume north-a[^]*c in volume north-c[^]*npm run destroy -- --stack north/,
        );
    });

    it("is there, not there, or something else, and no other answer counts", () => {
        assert.equal(presence("missing\n"), "missing");
        assert.throws(() => presence("permission denied"), /printed "permission denied"/);
    });
});

describe("what is said of an import", () => {
    it("names what keeps it from copying, and the command that does", () => {
        const said = toCopy("quickstart", "north", ["quickstart-smd-1"]);
        assert.match(said, /quickstart-smd-1\n.*npm run import -- --project quickstart --stack north --stop$/);
    });

    it("names the way on, and the way back with the volumes that must go for it", () => {
        const said = afterCopy(quickstart(), "north", [
            piece("b", "copied"),
            piece("a", "copied"),
            piece("a", "copied"),
        ]);
        assert.match(said, /docker compose --project-name quickstart down\n.*npm start -- --stack north/);
        assert.match(said, /npm run destroy -- --stack north`, `docker volume rm north-a north-b`/);
        assert.match(said, /docker volume rm quickstart_haproxy-certs .*quickstart_step-ca-home$/);
        assert.ok(!said.includes("local-certs"), "a volume without a counterpart is somebody's");
    });

    it("names what has run since it was copied", () => {
        assert.match(
            outOfDate("quickstart", "north", ["quickstart-smd-1"], [piece("a", "copied")]),
            /copied to site north before, and these run again.*quickstart-smd-1.*docker volume rm north-a/,
        );
    });
});
