import * as pulumi from "@pulumi/pulumi";

import { DynamicResource } from "../dynamic/dynamic-resource";
import { type SwiftAccount, accountInput } from "./swift-account";

export interface SwiftContainerArgs {
    readonly account: SwiftAccount;
    /** Its name in the account. */
    readonly container: string;
    /** Who may read it beside the account's own users, each an `account:user`. @default - nobody */
    readonly readers?: readonly string[];
    /** Who may write to it beside the account's own users, each an `account:user`. @default - nobody */
    readonly writers?: readonly string[];
}

/**
 * A container of a Swift account with its ACLs. One that is there already is taken over. It is deleted only when it is
 * empty: objects that others put into it are never lost with it.
 */
export class SwiftContainer extends DynamicResource {
    /** Its name, known once it exists. */
    declare readonly container: pulumi.Output<string>;

    constructor(name: string, args: SwiftContainerArgs, opts?: pulumi.CustomResourceOptions) {
        const { account, container, readers = [], writers = [] } = args;
        super(
            "SwiftContainer",
            name,
            { account: accountInput(account), container, readers: acl(readers), writers: acl(writers) },
            [],
            inAccount(account, opts),
        );
    }
}

/** Options of a resource in an account: it waits for the Swift, and is gone with its data. */
export function inAccount(
    { ready, data }: SwiftAccount,
    opts: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
    return pulumi.mergeOptions(opts, { dependsOn: ready, deletedWith: data });
}

/** An ACL as Swift writes it, in one order. */
function acl(users: readonly string[]): string {
    return [...users].sort().join(",");
}
