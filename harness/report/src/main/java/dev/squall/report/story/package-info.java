/**
 * The story of a caught flaw: which claim the flaw breaks, which step is left out, and the instants that show it.
 *
 * <p>Open {@link dev.squall.report.story.StorySection} first.
 */
package dev.squall.report.story;
