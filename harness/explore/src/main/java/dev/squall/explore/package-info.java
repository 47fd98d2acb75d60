/**
 * Exploration of every schedule of a system within a small scope, judged by the system's own checkers. Open {@link
 * dev.squall.explore.Explorer} first. The search is in {@link dev.squall.explore.search}, and the world that it
 * controls in {@link dev.squall.explore.world}.
 */
package dev.squall.explore;
