/** What clients do to a kind of system, and which properties its histories must keep. */
package dev.squall.workload;
