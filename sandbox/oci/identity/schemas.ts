import { z } from "zod";
import { listQuery } from "../wire/paging";
import { ocidText, tags } from "../wire/schema";

const sortNames = ["TIMECREATED", "NAME"] as const;

const statement = z.string().min(1);
const versionDate = z.string().regex(/^\d{4}-\d{2}-\d{2}/, "a date is needed");

export const createPolicy = z.strictObject({
    compartmentId: ocidText,
    name: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, "up to 100 letters, digits, . _ - are needed"),
    description: z.string().min(1).max(400),
    statements: z.array(statement).min(1).max(50),
    versionDate: versionDate.optional(),
    ...tags,
});

export const updatePolicy = z.strictObject({
    description: z.string().min(1).max(400).optional(),
    statements: z.array(statement).min(1).max(50).optional(),
    versionDate: versionDate.optional(),
    ...tags,
});

export const listPolicies = listQuery(sortNames, {
    compartmentId: ocidText,
    name: z.string().optional(),
    lifecycleState: z.string().optional(),
});

const compartmentName = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, "up to 100 letters, digits, . _ - are needed");

export const createCompartment = z.strictObject({
    compartmentId: ocidText,
    name: compartmentName,
    description: z.string().min(1).max(400),
    ...tags,
});

export const updateCompartment = z.strictObject({
    name: compartmentName.optional(),
    description: z.string().min(1).max(400).optional(),
    ...tags,
});

export const moveCompartment = z.strictObject({ targetCompartmentId: ocidText });

export const createGroup = z.strictObject({
    compartmentId: ocidText,
    name: compartmentName,
    description: z.string().min(1).max(400),
    ...tags,
});

export const createDynamicGroup = z.strictObject({ ...createGroup.shape, matchingRule: z.string().min(1) });

export const listGroups = listQuery(sortNames, {
    compartmentId: ocidText,
    name: z.string().optional(),
    lifecycleState: z.string().optional(),
});

export const listDomains = listQuery(sortNames, {
    compartmentId: ocidText,
    displayName: z.string().optional(),
    name: z.string().optional(),
    url: z.string().optional(),
    homeRegionUrl: z.string().optional(),
    type: z.string().optional(),
    licenseType: z.string().optional(),
    isHiddenOnLogin: z.enum(["true", "false"]).optional(),
    lifecycleState: z.string().optional(),
});

export const listCompartments = listQuery(sortNames, {
    compartmentId: ocidText,
    name: z.string().optional(),
    accessLevel: z.enum(["ANY", "ACCESSIBLE"]).optional(),
    compartmentIdInSubtree: z.enum(["true", "false"]).optional(),
    lifecycleState: z.string().optional(),
});
