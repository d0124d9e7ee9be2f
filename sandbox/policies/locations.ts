import type { Location } from "./statements";

interface Place {
    readonly id: string;
    readonly name: string;
    readonly compartmentId: string;
}

/** The compartments of a tenancy; the tenancy is the one above itself. */
export type Places = ReadonlyMap<string, { readonly value: Place & { readonly lifecycleState: string } }>;

/** A compartment with those above it, up to the tenancy. */
export function pathOf(places: Places, compartmentId: string): Place[] {
    const path: Place[] = [];
    for (let id = compartmentId; !path.some((one) => one.id === id); ) {
        const place = places.get(id)?.value;
        if (place === undefined) break;
        path.push(place);
        id = place.compartmentId;
    }
    return path;
}

/**
 * The compartment that a statement speaks of, from the compartment that its policy is kept in. Nothing for one that does not
 * lie there or below. Names count from the compartments directly below; a first name may be that of the compartment itself.
 * The tenancy is reached by its own word alone.
 */
export function compartmentAt(places: Places, keptIn: string, location: Location): string | undefined {
    const root = pathOf(places, keptIn).at(-1)?.id;
    if (location.kind === "any-tenancy") return undefined;
    if (location.kind === "tenancy") return keptIn === root ? root : undefined;
    if (location.kind === "id") {
        const isBelow = pathOf(places, location.id).some(({ id }) => id === keptIn);
        return isBelow && location.id !== root && isActive(places, location.id) ? location.id : undefined;
    }
    const [first, ...rest] = location.path;
    const start =
        keptIn !== root && isNamed(places.get(keptIn)?.value, first) ? keptIn : childOf(places, keptIn, first);
    return rest.reduce<string | undefined>((at, name) => at && childOf(places, at, name), start);
}

function childOf(places: Places, parent: string, name: string | undefined): string | undefined {
    const found = [...places.values()].find(
        ({ value }) =>
            value.compartmentId === parent &&
            value.id !== parent &&
            value.lifecycleState === "ACTIVE" &&
            isNamed(value, name),
    );
    return found?.value.id;
}

function isNamed(place: Place | undefined, name: string | undefined): boolean {
    return place !== undefined && place.name.toLowerCase() === name?.toLowerCase();
}

function isActive(places: Places, id: string): boolean {
    return places.get(id)?.value.lifecycleState === "ACTIVE";
}
