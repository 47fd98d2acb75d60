/**
 * Failure detectors by heartbeats (lecture 2.4). Open {@link dev.squall.lectures.detectors.FailureDetector} first. The
 * README of this folder tells the story.
 */
package dev.squall.lectures.detectors;
