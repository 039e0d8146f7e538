-- Sending letters: who took one, and when it may be tried again. A taken letter whose process died is taken again after ten minutes.
alter table courriel add column prise_le timestamptz, add column essai_apres timestamptz;
