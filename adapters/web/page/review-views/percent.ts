/** A share from 0 to 1 as people write it, e.g. `87 %`; very small ones keep two digits. */
export function percent(share: number, formats: string): string {
  const digits = share > 0 && share < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 };
  return new Intl.NumberFormat(formats, { style: "percent", ...digits }).format(share);
}
