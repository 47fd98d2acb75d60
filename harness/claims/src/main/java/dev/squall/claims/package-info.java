/**
 * Verification of claims, the gallery of flaws, and minimising: everything that needs many runs to say one thing. Open
 * {@link dev.squall.claims.Trials} first. Claims are declared in {@code dev.squall.system}; commands that print what
 * comes out of them belong to {@code dev.squall.cli}.
 */
package dev.squall.claims;
