import * as pulumi from "@pulumi/pulumi";

/** Who asks a Swift, and where tokens are asked for; all in plain. */
export interface SwiftCredentials {
    /** Ends in `/v1.0` where Swift tells itself who asks, in `/v3` where Keystone does. */
    readonly url: string;
    /** `account:user` for Swift itself, the user's name for Keystone. */
    readonly user: string;
    readonly key: string;
    /** Keystone's project, whose account it is. Required with Keystone. */
    readonly project?: string;
    /** Domain of the user in Keystone. @default "Default" */
    readonly userDomain?: string;
    /** Domain of the project in Keystone. @default "Default" */
    readonly projectDomain?: string;
    /** Region in Keystone's catalogue. @default - the first that has an object store */
    readonly region?: string;
}

/** An account of a Swift, for the resources that are kept in it. */
export interface SwiftAccount {
    /** The key in it is kept secret, whether or not it was wrapped. */
    readonly credentials: { readonly [Key in keyof SwiftCredentials]: pulumi.Input<SwiftCredentials[Key]> };
    /** What to depend on in order to find the Swift ready. @default - it is */
    readonly ready?: pulumi.Resource;
    /** What is deleted together with all that is in the account. @default - the account outlives the stack */
    readonly data?: pulumi.Resource;
}

/** What the provider of a resource is told of its account. */
export function accountInput({ credentials }: SwiftAccount): pulumi.Inputs {
    return { ...credentials, key: pulumi.secret(credentials.key) };
}
