import { describe, expect, it } from "vitest";
import { zoneSearch } from "../../../electron/contract/methods/zone.ts";
import {
  type SearchForm,
  toZoneSearchRequest,
  untouchedForm,
} from "../../../renderer/searches/search-form.ts";

const form: SearchForm = { ...untouchedForm, minSize: 20, maxSize: 30, overallAlgorithms: ["sa"] };

describe("the request of a search in every zone", () => {
  it("takes the weights of the view and leaves its rows out", () => {
    const rows = { kind: "weighted-zones" as const, weights: { Morning: 2 } };
    const request = toZoneSearchRequest(form, { dataset: "zoned", rows, minConfidence: 60 });
    expect(request).not.toHaveProperty("rows");
    expect(zoneSearch.request.parse(request)).toMatchObject({
      dataset: "zoned",
      minConfidence: 60,
      zoneWeights: { Morning: 2 },
      overallAlgorithms: ["sa"],
    });
    expect(toZoneSearchRequest(form, { dataset: "zoned", rows: { kind: "days" } })).not.toHaveProperty(
      "zoneWeights",
    );
  });

  it("has the sizes of the search for a zone that has none of its own, the smaller first", () => {
    const sizes = (change: Partial<SearchForm>) => {
      const { minSize, maxSize, zoneMinSize, zoneMaxSize } = toZoneSearchRequest(
        { ...form, ...change },
        { dataset: "zoned" },
      );
      return [minSize, maxSize, zoneMinSize, zoneMaxSize];
    };
    expect(sizes({})).toEqual([20, 30, 20, 30]);
    expect(sizes({ zoneMinSize: 5, zoneMaxSize: 8 })).toEqual([20, 30, 5, 8]);
    expect(sizes({ zoneMinSize: 9, zoneMaxSize: 8, minSize: 40 })).toEqual([30, 40, 8, 9]);
  });
});
