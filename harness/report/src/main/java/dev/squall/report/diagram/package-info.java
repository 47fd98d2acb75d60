/**
 * The timeline of a history and the space-time diagram of messages.
 *
 * <p>Open {@link dev.squall.report.diagram.SpaceTimeSection} first.
 */
package dev.squall.report.diagram;
