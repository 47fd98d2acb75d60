/**
 * The lectures' claims by exploration of every schedule of a small scope. Open {@link
 * dev.squall.cli.explore.ExhaustiveClaims} first.
 */
package dev.squall.cli.explore;
