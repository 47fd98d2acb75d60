/**
 * Failure detectors by heartbeats (lecture 2.4). Open {@link dev.squall.lectures.detectors.FailureDetector} first. The
 * README in this folder explains the algorithms and the flawed variants.
 */
package dev.squall.lectures.detectors;
