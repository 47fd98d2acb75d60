/**
 * Verification of claims, the gallery of flaws, and minimization: all tasks that need many runs for one result. Open
 * {@link dev.squall.claims.Trials} first. Claims are declared in {@code dev.squall.system}; commands that print results
 * belong to {@code dev.squall.cli}.
 */
package dev.squall.claims;
