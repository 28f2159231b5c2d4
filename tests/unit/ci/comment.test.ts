import assert from "node:assert/strict";

import { postComment } from "../../../scripts/ci/comment";
import { forge } from "../../../scripts/ci/forge";
import { ForgeServer } from "../../support/forge-server";

const MARK = "<!-- mark -->";

describe("the comment under a pull request", () => {
    let server: ForgeServer;
    let url: string;
    beforeEach(async () => {
        server = new ForgeServer();
        url = await server.start();
    });
    afterEach(() => server.stop());

    const gitHub = (token = "t"): Record<string, string> => ({
        GITHUB_API_URL: url,
        GITHUB_REPOSITORY: "o/r",
        GITHUB_TOKEN: token,
        PULL_REQUEST: "7",
    });
    const gitLab = (): Record<string, string> => ({
        GITLAB_CI: "true",
        CI_API_V4_URL: url,
        CI_PROJECT_ID: "3",
        CI_MERGE_REQUEST_IID: "7",
        COMMENT_TOKEN: "t",
    });

    for (const [name, env, list, change] of [
        ["GitHub", gitHub, "/repos/o/r/issues/7/comments", "PATCH /repos/o/r/issues/comments/1"],
        ["GitLab", gitLab, "/projects/3/merge_requests/7/notes", "PUT /projects/3/merge_requests/7/notes/1"],
    ] as const) {
        it(`is posted once and changed from then on, at ${name}`, async () => {
            assert.equal(await postComment(forge(env()), `${MARK} one`, MARK), "posted");
            assert.equal(await postComment(forge(env()), `${MARK} two`, MARK), "changed");
            assert.deepEqual(server.comments, [{ id: 1, body: `${MARK} two` }]);
            assert.deepEqual(
                server.arrived.map(({ method, path }) => `${method} ${path}`),
                [`GET ${list}`, `POST ${list}`, `GET ${list}`, change],
            );
        });
    }

    it("is found among many, and no other's is touched", async () => {
        server.comments.push(...Array.from({ length: 150 }, (_, index) => ({ id: index + 1, body: "talk" })));
        server.comments[120] = { id: 121, body: `${MARK} old` };
        assert.equal(await postComment(forge(gitHub()), `${MARK} new`, MARK), "changed");
        assert.deepEqual(
            server.comments.filter(({ body }) => body !== "talk"),
            [{ id: 121, body: `${MARK} new` }],
        );
    });

    it("that the forge refuses says so, and what it answered", async () => {
        await assert.rejects(postComment(forge(gitHub("refused")), MARK, MARK), /was answered 403: .*not accessible/);
    });

    it("needs variables, which are named when they are missing", () => {
        assert.throws(() => forge({}), /variables GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST/);
        assert.throws(() => forge({ ...gitLab(), COMMENT_TOKEN: "" }), /variables COMMENT_TOKEN/);
    });
});
