/**
 * Models: sequential specifications against which histories are checked. Open {@link
 * dev.squall.check.linear.model.Model} first, then {@link dev.squall.check.linear.model.Models}, which lists them by
 * name. A model describes one operation at a time; histories and searches do not belong here.
 */
package dev.squall.check.linear.model;
