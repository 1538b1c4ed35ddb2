using System.Collections;
using System.Management.Automation;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Reads a row: an object or a dictionary whose filled columns are all parameters.</summary>
/// <param name="columns">The parameters that a row can have as columns.</param>
/// <param name="ignored">Names or patterns of columns that are not meant for the cmdlet.</param>
internal sealed class RowReader(string[] columns, string[] ignored)
{
    // PowerShell adds these to what comes from another process.
    private static readonly string[] _addedByRemoting = ["PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId"];

    private readonly NamePattern[] _ignored = [.. ignored.Select(name => new NamePattern(name))];

    /// <summary>The filled columns by the names of their parameters.</summary>
    /// <exception cref="SeedanceException">A column is not understood, or nothing is filled.</exception>
    public IReadOnlyDictionary<string, object> Read(object row)
    {
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<RequestFault>();
        var isFilled = false;
        foreach (var (name, value) in Cells(row))
        {
            if (Value.IsEmpty(value) || (Value.RestoredType(row) is not null && _addedByRemoting.Contains(name)))
            {
                continue;
            }

            isFilled = true;
            if (IsIgnored(name))
            {
                continue;
            }

            if (FindParameter(name) is not { } parameter)
            {
                faults.Add(FaultText.UnknownColumn(name, value, columns));
            }
            else if (values.ContainsKey(parameter))
            {
                faults.Add(FaultText.SecondColumn(name, value, parameter));
            }
            else
            {
                values[parameter] = value!;
            }
        }

        return faults.Count > 0 ? throw new InvalidRequestException(faults)
            : isFilled ? values
            : throw new UnsupportedInputException(ModuleMessages.EmptyRow);
    }

    private static IEnumerable<(string Name, object? Value)> Cells(object row) => Value.Unwrap(row) is IDictionary dictionary
        ? dictionary.Keys.Cast<object>().Select(key => (Value.Describe(key), (object?)dictionary[key]))
        : PSObject.AsPSObject(row).Properties.Select(property => (property.Name, ReadProperty(property)));

    private static object? ReadProperty(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (RuntimeException failure) when (!ControlFlow.Is(failure))
        {
            throw new InvalidRequestException([FaultText.UnreadableColumn(property.Name, failure)]);
        }
    }

    /// <summary>Headers are compared without case and white space: Start Frame is StartFrame.</summary>
    private string? FindParameter(string name) => Array.Find(columns, column => string.Equals(column, WithoutSpaces(name), StringComparison.OrdinalIgnoreCase));

    private bool IsIgnored(string name) => _ignored.Any(pattern => pattern.Matches(name) || pattern.Matches(name.Trim()) || pattern.Matches(WithoutSpaces(name)));

    private static string WithoutSpaces(string name) => string.Concat(name.Where(character => !char.IsWhiteSpace(character)));
}
