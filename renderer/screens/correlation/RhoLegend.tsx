/** What the colours of the map mean. */
export function RhoLegend({ stops }: { stops: readonly string[] }) {
  return (
    <div
      className="rho-legend"
      role="img"
      aria-label="Colours from correlation minus one, over zero, to plus one"
    >
      <span>−1 diversifies</span>
      <div className="rho-bar" style={{ background: `linear-gradient(90deg, ${stops.join(", ")})` }} />
      <span>moves together +1</span>
    </div>
  );
}
