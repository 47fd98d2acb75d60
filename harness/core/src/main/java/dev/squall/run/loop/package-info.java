/**
 * The steps plan and record of a run: what clients do, which faults strike, and what is recorded. Open {@link
 * dev.squall.run.loop.RunLoop} first. Judging and keeping belong to {@code dev.squall.run}.
 */
package dev.squall.run.loop;
