/** The OCI policy statement that lets the VM clusters of a tenancy read the AWS keys registered in one compartment. */
export function awsKeyReadStatement(compartmentId: string): string {
    return `Allow any-user to read oracle-db-aws-keys in compartment id ${compartmentId} where all { request.principal.type = 'cloudvmcluster' }`;
}

/** Whether two statements mean the same. OCI ignores letter case, white space, and `all { }` around a single condition. */
export function sameStatement(a: string, b: string): boolean {
    return canonical(a) === canonical(b);
}

/** Whether a policy already holds a statement, however it is written. */
export function holdsStatement(statements: readonly string[], wanted: string): boolean {
    return statements.some((statement) => sameStatement(statement, wanted));
}

function canonical(statement: string): string {
    const words = statement.toLowerCase().match(/'[^']*'|"[^"]*"|[{}(),]|!?=|[^\s{}(),='"!]+/g) ?? [];
    return words.join(" ").replace(/where (?:all|any) \{ ([^{},]*) \}$/, "where $1");
}
