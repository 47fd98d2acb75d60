/** Verdicts that come with their proofs. */
package dev.squall.proof;
