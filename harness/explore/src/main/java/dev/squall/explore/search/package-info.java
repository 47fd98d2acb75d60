/**
 * Search through all schedules of a system, without knowledge of nodes or messages. Open {@link
 * dev.squall.explore.search.Execution} first, then {@link dev.squall.explore.search.Search}.
 */
package dev.squall.explore.search;
