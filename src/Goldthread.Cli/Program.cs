using System.Globalization;
using Goldthread.Cli;

// Numbers are written as the pages write them, whatever the machine speaks.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("en-GB");
return await CommandLine.RunAsync(args, Terminal.OfProcess());
