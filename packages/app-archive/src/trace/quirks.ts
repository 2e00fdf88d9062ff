/** What a package needs beside what its code says, by globs from its own folder. */
export interface Quirk {
  /** Read at run time. */
  readonly assets?: readonly string[];
  /** Loaded at run time, by names that are put together there: traced like the app's own code. */
  readonly scripts?: readonly string[];
  /** What people should do in their own code. */
  readonly advice?: string;
  /** In a report, after "included because". */
  readonly because: string;
}

/** Packages whose code does not say what it reads. Facts of the packages themselves. */
export const quirks: Readonly<Record<string, Quirk>> = {
  "@prisma/client": {
    assets: ["../../.prisma/client/**"],
    because: "the generated client and its engine lie in node_modules/.prisma",
  },
  ".prisma/client": { assets: ["**"], because: "the client picks its engine by the system it runs on" },
  blessed: { scripts: ["lib/widgets/*.js"], assets: ["usr/**"], because: "widgets are loaded by name" },
  cfonts: { assets: ["fonts/*.json"], because: "fonts are loaded by name" },
  consolidate: { scripts: ["lib/*.js"], because: "template engines are loaded by name" },
  figlet: { assets: ["fonts/*.flf", "importable-fonts/*.js"], because: "fonts are read by name" },
  "geoip-lite": { assets: ["data/*"], because: "the databases are read by name" },
  "google-gax": { assets: ["build/**/*.json", "build/protos/**"], because: "protocols are read by name" },
  "highlight.js": { scripts: ["lib/languages/*.js"], because: "languages are loaded by name" },
  "i18next-fs-backend": { scripts: ["lib/**/*.js"], because: "readers are loaded by name" },
  knex: {
    scripts: ["lib/dialects/**/*.js", "lib/migrations/**/*.js"],
    because: "dialects are loaded by name",
  },
  "mime-db": { assets: ["db.json"], because: "the table is read by name" },
  moment: { scripts: ["locale/*.js"], because: "locales are loaded by name" },
  "moment-timezone": { assets: ["data/packed/*.json"], because: "time zones are read by name" },
  mongodb: { scripts: ["lib/**/*.js"], because: "parts are loaded when they are first used" },
  nconf: { scripts: ["lib/nconf/stores/*.js"], because: "stores are loaded by name" },
  next: { scripts: ["dist/compiled/next-server/*.js"], because: "runtimes are loaded by name" },
  "node-notifier": { assets: ["vendor/**"], because: "it starts programs that it brings along" },
  nodemailer: { scripts: ["lib/**/*.js"], because: "transports are loaded by name" },
  open: { assets: ["xdg-open"], because: "it starts a script that it brings along" },
  pdfkit: { assets: ["js/data/*"], because: "font metrics are read by name" },
  pino: { scripts: ["lib/*.js", "file.js"], because: "transports run in workers that are started by name" },
  "pino-pretty": { scripts: ["index.js", "lib/**/*.js"], because: "transports run in workers" },
  "puppeteer-core": { scripts: ["lib/cjs/**/*.js"], because: "parts are loaded when they are first used" },
  sequelize: { scripts: ["lib/dialects/**/*.js"], because: "dialects are loaded by name" },
  shelljs: { scripts: ["src/*.js"], because: "commands are loaded by name" },
  "socket.io": { assets: ["client-dist/*"], because: "it serves the browser's part" },
  stylus: {
    assets: ["lib/**/*.styl"],
    advice: "give __dirname as one of `paths` in the stylus options to resolve imports",
    because: "its own style sheets are read by name",
  },
  svgo: { scripts: ["plugins/*.js"], because: "plugins are loaded by name" },
  "swagger-ui-dist": { assets: ["*"], because: "it serves its files" },
  "thread-stream": { scripts: ["lib/*.js"], because: "its worker is started by name" },
  typeorm: { scripts: ["driver/**/*.js"], because: "drivers are loaded by name" },
  "uglify-js": { assets: ["lib/*.js", "tools/*.js"], because: "its own source is read and evaluated" },
  winston: {
    scripts: ["dist/winston/transports/*.js", "lib/winston/transports/*.js"],
    because: "transports are loaded when they are first used",
  },
};
