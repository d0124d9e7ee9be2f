import { dirname, join } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../sandbox/core/project";

/** A public declaration and its docstring. */
export interface Declared {
    /** `CustomerManagedKeyArgs.alias`, or the name of an exported symbol alone. */
    readonly name: string;
    readonly text: string;
    readonly tags: readonly string[];
    /** What its docstring calls the default. */
    readonly defaultText?: string | undefined;
    readonly kind: "symbol" | "class" | "argument" | "member";
    readonly optional: boolean;
}

/** Every exported symbol of a module, with the members of its interfaces and classes. */
export function declaredIn(path: string): Declared[] {
    const { checker, source } = load(join(projectRoot, path));
    const module = checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${path} exports nothing`);
    return checker.getExportsOfModule(module).flatMap((exported) => {
        const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
        const kind = symbol.flags & ts.SymbolFlags.Class ? "class" : "symbol";
        return [describe(checker, symbol, symbol.name, kind), ...membersOf(checker, symbol)];
    });
}

/** What a docstring lacks, as the message of a failed test. */
export function lacking({ name, text, tags, kind, optional }: Declared): string[] {
    const ofArgument = optional ? ["default", "example"] : ["example"];
    const wanted = kind === "argument" ? ofArgument : kind === "class" ? ["example"] : [];
    return [
        ...(text.trim() === "" ? [`${name} has no docstring`] : []),
        ...wanted.filter((tag) => !tags.includes(tag)).map((tag) => `${name} has no @${tag}`),
    ];
}

/** Loads only files of the project. The declarations of packages are not needed and take half a gigabyte of memory. */
function load(file: string): { checker: ts.TypeChecker; source: ts.SourceFile } {
    const options: ts.CompilerOptions = { noLib: true, noEmit: true, types: [], module: ts.ModuleKind.CommonJS };
    const host = ts.createCompilerHost(options);
    host.resolveModuleNameLiterals = (literals, containing) =>
        literals.map(({ text }) => {
            const name = `${join(dirname(containing), text)}.ts`;
            const index = join(dirname(containing), text, "index.ts");
            const resolved = text.startsWith(".") ? [name, index].find((path) => host.fileExists(path)) : undefined;
            return {
                resolvedModule: resolved && { resolvedFileName: resolved, extension: ts.Extension.Ts },
            } as ts.ResolvedModuleWithFailedLookupLocations;
        });
    const program = ts.createProgram([file], options, host);
    return { checker: program.getTypeChecker(), source: program.getSourceFile(file)! };
}

function membersOf(checker: ts.TypeChecker, symbol: ts.Symbol): Declared[] {
    return (symbol.declarations ?? []).flatMap((declaration) => {
        if (ts.isInterfaceDeclaration(declaration)) {
            const kind = /(?:Args|Entry|Settings)$/.test(symbol.name) ? "argument" : "member";
            const members = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
            return members.map((member) => describe(checker, member, `${symbol.name}.${member.name}`, kind));
        }
        if (ts.isClassDeclaration(declaration)) {
            return declaration.members
                .filter((member) => !ts.isConstructorDeclaration(member) && !isHidden(member))
                .flatMap((member) => describeMember(checker, symbol, member, "member"));
        }
        return ts.isVariableDeclaration(declaration) ? choicesOf(checker, symbol, declaration) : [];
    });
}

/** The values of a choice that is written as an object. */
function choicesOf(checker: ts.TypeChecker, symbol: ts.Symbol, { initializer }: ts.VariableDeclaration): Declared[] {
    const object = initializer && ts.isAsExpression(initializer) ? initializer.expression : initializer;
    if (object === undefined || !ts.isObjectLiteralExpression(object)) return [];
    return object.properties.flatMap((property) => describeMember(checker, symbol, property, "member"));
}

function describeMember(
    checker: ts.TypeChecker,
    owner: ts.Symbol,
    member: ts.Declaration,
    kind: Declared["kind"],
): Declared[] {
    const name = ts.getNameOfDeclaration(member);
    const symbol = name && checker.getSymbolAtLocation(name);
    return symbol === undefined ? [] : [describe(checker, symbol, `${owner.name}.${symbol.name}`, kind)];
}

function describe(checker: ts.TypeChecker, symbol: ts.Symbol, name: string, kind: Declared["kind"]): Declared {
    const [byDefault] = symbol.getJsDocTags(checker).filter(({ name: tag }) => tag === "default");
    return {
        name,
        kind,
        defaultText: byDefault && textOf(byDefault.text),
        text: textOf(symbol.getDocumentationComment(checker)),
        tags: symbol.getJsDocTags(checker).flatMap((tag) => (ts.displayPartsToString(tag.text) ? [tag.name] : [])),
        optional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
    };
}

/** A docstring as people read it. Only its source writes `\@`, so that a word does not begin a tag. */
function textOf(parts: ts.SymbolDisplayPart[] | undefined): string {
    return ts.displayPartsToString(parts).replaceAll("\\@", "@");
}

function isHidden(member: ts.ClassElement): boolean {
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    return (ts.getCombinedModifierFlags(member) & hidden) !== 0;
}
