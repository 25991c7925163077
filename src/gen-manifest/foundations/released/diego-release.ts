/**
 * The versions of diego-release that were released with generators for its manifest.
 *
 * Source: the tags of cloudfoundry/diego-release, v0.1072.0 to v1.35.0 (`manifest-generation/`; v2.0.0 has it
 * no more). Tags of 0.x exist twice, with and without the v.
 */

/** Minor versions of 0.x, and runs of them from first to last. */
const minors = `
  1072-1073 1077 1081-1083 1085-1088 1090 1092-1094 1097 1099 1101-1102 1107-1108 1112 1117-1120 1123 1127 1129-1130
  1132 1134-1135 1137-1153 1155-1158 1161-1169 1171-1172 1179 1181 1183-1190 1192-1194 1197-1198 1204 1206 1208-1209
  1221 1225 1231 1234 1240-1242 1244-1247 1251-1268 1270-1271 1274 1276-1278 1281-1287 1289-1290 1293-1304 1306-1307
  1309-1317 1319-1327 1329 1331-1335 1337-1341 1345 1347-1351 1353 1355 1357-1358 1360 1365-1374 1377 1380 1382-1386
  1388-1404 1406-1407 1410 1412 1415 1423-1491
`;
const lastMinorOf1 = 35;
const patches = `
  0.1421.1 0.1424.1 0.1427.1
  1.3.1 1.4.1 1.4.2 1.5.1 1.5.2 1.5.3 1.5.4 1.6.1 1.6.2 1.7.1 1.8.1 1.10.1 1.14.1 1.15.1 1.15.2 1.15.3 1.16.1 1.18.1
  1.23.1 1.23.2 1.25.1 1.25.2 1.25.3 1.26.1 1.26.2 1.29.1 1.29.2 1.30.1 1.31.1 1.32.1 1.32.2
`;

const words = (text: string): string[] => text.trim().split(/\s+/);
const upTo = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

function run(text: string): number[] {
  const [first = '', last = first] = text.split('-');
  return upTo(Number(first), Number(last));
}

/** Every version, in no particular order. */
export const diegoReleaseVersions: ReadonlySet<string> = new Set([
  ...words(minors)
    .flatMap(run)
    .map((minor) => `0.${minor}.0`),
  ...upTo(0, lastMinorOf1).map((minor) => `1.${minor}.0`),
  ...words(patches),
]);
