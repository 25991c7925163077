/** What a review shows, as data without secrets and without markup: planned once, written as a page and as Markdown. */
import type { Severity } from '../../errors.js';
import type { YamlValue } from '../../yaml-value.js';

/** Everything that people read before they deploy. */
export interface Review {
  /** Such as `Registry and cache for cf-deployment@58.0.0`. */
  readonly title: string;
  /** The command that made it, without secrets. */
  readonly madeBy: string;
  /** False where errors stopped planning: the review has findings alone then, and nothing is known of what changes. */
  readonly planned: boolean;
  readonly topology: Topology;
  /** What changes, one entry a deployment; empty where nothing does. */
  readonly deployments: readonly ReviewedDeployment[];
  readonly findings: readonly ReviewedFinding[];
  readonly jobs: readonly ReviewedJob[];
  /** What is given to bosh and cf, copyable. */
  readonly artifacts: readonly ReviewedArtifact[];
  readonly capacity: readonly CapacityBar[];
  readonly growth: Growth | undefined;
}

/** All of a review but the jobs' files. */
export type PlannedReview = Omit<Review, 'jobs'>;

/** A review whose jobs' files may be on their way still: Ruby renders them while the rest is drawn. */
export type ReviewUnderWay = PlannedReview & { readonly jobs: Review['jobs'] | Promise<Review['jobs']> };

/** What runs where, and who speaks to whom. */
export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}

/** What a node of the picture is. */
export type NodeKind =
  'registry' | 'cache' | 'object-store' | 'upstream' | 'cell' | 'staging-container' | 'cloud-controller' | 'operator';

/** Something that runs; `lines` stand below its name, such as its addresses, ports and instances. */
export interface TopologyNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly lines: readonly string[];
  /** The deployment that it belongs to; nodes of one are drawn together. Undefined for what is elsewhere. */
  readonly deployment: string | undefined;
}

/** A connection from a client to a server. */
export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  /** What it is for, such as `pulls layers`. */
  readonly purpose: string;
  /** Such as `tcp 5000`. */
  readonly port: string;
  /** How it is protected: `tls`, `http`, or `either` where a client of an insecure list tries both. */
  readonly protection: 'tls' | 'http' | 'either';
  /** Which list or CA makes it work, and where that stands; undefined where nothing has to. */
  readonly worksBy: string | undefined;
  /** Why it will not work or is not safe, where that is known. */
  readonly problem: string | undefined;
}

/** What happens to the instances of a group when the change is deployed, the strongest that applies. */
export type Effect =
  | 'created'
  | 'deleted'
  | 'recreated'
  | 'restarted'
  | 'scaled'
  /** Only the manifest differs; nothing on a VM does. */
  | 'none';

/** One deployment's manifest against what is deployed. */
export interface ReviewedDeployment {
  readonly name: string;
  /** What it is compared with, in words: a file, or `nothing: it is new`. */
  readonly against: string;
  readonly groups: readonly ReviewedGroup[];
  /** What is of no instance group: releases, variables, stemcells, update, name. */
  readonly others: readonly ReviewedChange[];
}

/** An instance group, which bosh deploys as VMs. */
export interface ReviewedGroup {
  readonly name: string;
  readonly effect: Effect;
  /** Why the instances are recreated or restarted, as a sentence. */
  readonly because: string;
  /** Instances after the change, of a group that is deleted those before it; undefined where that is not known. */
  readonly instances: number | undefined;
  readonly changes: readonly ReviewedChange[];
}

/** One difference. */
export interface ReviewedChange {
  /** As ops files write it. */
  readonly path: string;
  /** The job that reads it; undefined where it is the group's own. */
  readonly job: string | undefined;
  /** Within the job's properties such as `cc.diego.insecure_docker_registry_list`, else the key. */
  readonly property: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** Without secrets; undefined where there was none. */
  readonly old: YamlValue | undefined;
  readonly new: YamlValue | undefined;
  readonly why: Why | undefined;
}

/** Why a value is what it is. */
export interface Why {
  /** The reason, as a sentence: the fact, and where it is from. */
  readonly text: string | undefined;
  readonly setting: string | undefined;
  /** `docker.yml:3:5` */
  readonly place: string | undefined;
}

/** A finding of validation, with its place looked up. */
export interface ReviewedFinding {
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | undefined;
  /** `docker.yml:3:5`, or the file alone. */
  readonly place: string | undefined;
}

/** The files of a job as the VM will have them, or why they cannot be shown. */
export interface ReviewedJob {
  readonly group: string;
  readonly job: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly problems: readonly string[];
}

/** A document to hand to a tool. */
export interface ReviewedArtifact {
  /** Its file name, such as `docker-registry.yml`. */
  readonly name: string;
  /** What it is, as a sentence. */
  readonly description: string;
  /** The command that takes it. */
  readonly command: string;
  readonly text: string;
}

/** An amount of a whole, both in MB, such as the staging disk of the disk of a cell. */
export interface CapacityBar {
  readonly label: string;
  /** Undefined where it is a share of a whole that is not known. */
  readonly usedMb: number | undefined;
  /** Undefined where it is not known, with `note` saying what would tell it. */
  readonly wholeMb: number | undefined;
  readonly note: string;
  readonly severity: Severity;
}

/** The disk of a service over time. */
export interface Growth {
  readonly label: string;
  readonly diskMb: number;
  /** Growth that is assumed, and where from. */
  readonly mbPerDay: number;
  readonly basis: string;
  /** Days until the disk is full; undefined where it never is, as where a limit gives space back. */
  readonly fullAfterDays: number | undefined;
  /** A limit below the disk that the service keeps itself, such as the cache's. */
  readonly limitMb: number | undefined;
}
