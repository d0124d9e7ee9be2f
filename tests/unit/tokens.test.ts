import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { projectRoot } from "../../sandbox/core/project";

/**
 * Type tokens stand in the state of every deployment. A token that changes makes the engine replace what it names, keys
 * included: lines are added to these lists, and none is changed or removed.
 */
const components = [
    "exadata-aws-kms:index:AccountSetupStack",
    "exadata-aws-kms:index:AwsKeyReadPolicy",
    "exadata-aws-kms:index:ClusterIdentity",
    "exadata-aws-kms:index:ClusterKeyStore",
    "exadata-aws-kms:index:CustomKeyStore",
    "exadata-aws-kms:index:CustomerManagedKey",
    "exadata-aws-kms:index:EncryptedDatabase",
    "exadata-aws-kms:index:ExadataInfrastructure",
    "exadata-aws-kms:index:ExadataKeyManagement",
    "exadata-aws-kms:index:IdentityDomain",
    "exadata-aws-kms:index:KeyRegistration",
    "exadata-aws-kms:index:OdbNetwork",
    "exadata-aws-kms:index:OidcProvider",
    "exadata-aws-kms:index:VmCluster",
];

/** Names in `pulumi-nodejs:dynamic/exadata-aws-kms:<Name>`, with the subpath that the state points at. */
const dynamicResources = [
    "AllPluggableDatabaseKeyRotation resources/all-pluggable-database-key-rotation",
    "AwsKeyDiscovery resources/aws-key-discovery",
    "AwsKeyRefresh resources/aws-key-refresh",
    "ChangeGuard guards/change-guard",
    "ClusterKeyStoreRegistration resources/cluster-key-store-registration",
    "CustomKeyStoreConnection resources/custom-key-store-connection",
    "DatabaseKey resources/database-key",
    "IdentityConnectorGate resources/identity-connector-gate",
    "KeyPolicyExtension resources/key-policy-extension",
    "KeyReadStatements resources/key-read-statements",
    "MasterKeyUsage resources/master-key-usage",
    "OdbNetworkAccess resources/odb-network-access",
    "OnboardingStatus resources/onboarding-status",
    "PluggableDatabaseKeyRotation resources/pluggable-database-key-rotation",
    "UseGuard guards/use-guard",
];

interface ResourceClass {
    name: string;
    base: string;
    constructorParameters: string[];
    /** The first argument of the call of `super`. */
    identity: ts.Expression;
}

describe("type tokens", () => {
    const componentClasses = resourceClasses("components").filter(({ base }) => base === "pulumi.ComponentResource");
    const hosted = resourceClasses("sdk/resources").filter(({ base }) => base === "HostedResource");

    it("of components stay what they are", () => {
        expect(componentClasses.map(({ identity }) => textOf(identity)).sort()).to.deep.equal(components);
    });

    it("of components are named as their classes, whose second parameter is `args`", () => {
        for (const { name, identity, constructorParameters } of componentClasses) {
            expect(textOf(identity)).to.equal(`exadata-aws-kms:index:${name}`);
            expect(constructorParameters).to.deep.equal(["name", "args", "opts"]);
        }
    });

    it("of dynamic resources, and the subpaths that their state points at, stay what they are", () => {
        const names = hosted.map(({ identity }) => `${member(identity, "type")} ${member(identity, "path")}`);
        expect(names.sort()).to.deep.equal(dynamicResources);
        for (const { name, identity } of hosted) expect(member(identity, "type")).to.equal(name);
    });
});

function resourceClasses(folder: string): ResourceClass[] {
    return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
        .flatMap((entry) => {
            const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
            const source = ts.createSourceFile(entry.name, text, ts.ScriptTarget.Latest, true);
            return source.statements.filter(ts.isClassDeclaration).flatMap(resourceClass);
        });
}

function resourceClass(declaration: ts.ClassDeclaration): ResourceClass[] {
    const base = declaration.heritageClauses?.[0]?.types[0]?.expression.getText() ?? "";
    const creation = declaration.members.find(ts.isConstructorDeclaration);
    const identity = creation?.body?.statements.map(superArgument).find((argument) => argument !== undefined);
    if (declaration.name === undefined || creation === undefined || identity === undefined) return [];
    const constructorParameters = creation.parameters.map((parameter) => parameter.name.getText());
    return [{ name: declaration.name.text, base, constructorParameters, identity }];
}

function superArgument(statement: ts.Statement): ts.Expression | undefined {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return undefined;
    const call = statement.expression;
    return call.expression.kind === ts.SyntaxKind.SuperKeyword ? call.arguments[0] : undefined;
}

function textOf(expression: ts.Expression | undefined): string {
    return expression !== undefined && ts.isStringLiteralLike(expression) ? expression.text : "(not a plain text)";
}

function member(expression: ts.Expression, name: string): string {
    if (!ts.isObjectLiteralExpression(expression)) return "(not a plain object)";
    const property = expression.properties.find((candidate) => candidate.name?.getText() === name);
    return textOf(property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : undefined);
}
