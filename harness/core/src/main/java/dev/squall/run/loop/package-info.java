/**
 * The planning and recording of a run: operations of clients, faults, and the recorded events. Open {@link
 * dev.squall.run.loop.RunLoop} first. Judging and saving runs belongs to {@code dev.squall.run}.
 */
package dev.squall.run.loop;
